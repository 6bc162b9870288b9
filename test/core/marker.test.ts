import { encodeMarker, findMarker, isLater } from '@mlops-actions/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('a hidden marker', () => {
  it('comes back as it went in, whatever the key and the state', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.jsonValue({ maxDepth: 3 }),
        fc.option(fc.record({ id: fc.nat(2 ** 31), attempt: fc.nat(99) }), { nil: undefined }),
        (key, state, run) => {
          const line = encodeMarker('drift-check', key, state, run)
          const marker = findMarker(`# Title\n\ntext\n${line}`)
          expect(marker?.key).toBe(key)
          expect(marker?.run).toEqual(run)
          expect(marker?.state).toEqual(JSON.parse(JSON.stringify(state)))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('holds no `--` and no line break before its end, so that nothing closes the HTML comment early', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (key, state) => {
        const line = encodeMarker('gate', `--><script>${key}\n--`, { state, trap: '-->\n<b>' })
        expect(line.slice('<!--'.length, -'-->'.length)).not.toMatch(/--|[\r\n<>]/)
      }),
    )
  })

  it('counts only as the last line', () => {
    const line = encodeMarker('gate', 'model')
    expect(findMarker(`${line}\nquoted by somebody`)).toBeUndefined()
    expect(findMarker(`text ${line}`)).toBeUndefined()
    expect(findMarker(`text\n${line}\n\n`)).toEqual({ kind: 'gate', key: 'model' })
  })

  it('survives a key with half a character', () => {
    expect(findMarker(encodeMarker('gate', 'a\ud800b'))?.key).toBe('a\ufffdb')
  })

  it.each([
    ['a malformed escape in the key', '<!-- mlops-actions:gate key=%E0%A4%A -->'],
    ['an unknown attribute', '<!-- mlops-actions:gate key=a by=me -->'],
    ['no body at all', ''],
  ])('is not found with %s', (_, body) => {
    expect(findMarker(body)).toBeUndefined()
  })

  it('has no state when somebody has edited it', () => {
    expect(findMarker('<!-- mlops-actions:gate key=a state=bm90IGpzb24 -->')).toEqual({
      kind: 'gate',
      key: 'a',
      state: undefined,
    })
  })

  it('refuses state above 8 KiB and a kind that is not words', () => {
    expect(() => encodeMarker('gate', 'a', 'x'.repeat(8_192))).toThrow(/at most 8192 characters/)
    expect(() => encodeMarker('--> gate', 'a')).toThrow(RangeError)
  })

  it.each([
    [{ id: 2, attempt: 1 }, { id: 1, attempt: 9 }, true],
    [{ id: 1, attempt: 2 }, { id: 1, attempt: 1 }, true],
    [{ id: 1, attempt: 1 }, { id: 1, attempt: 1 }, false],
    [undefined, { id: 1, attempt: 1 }, false],
    [{ id: 1, attempt: 1 }, undefined, true],
  ])('of run %j is later than %j: %s', (a, b, later) => {
    expect(isLater(a, b)).toBe(later)
  })
})
