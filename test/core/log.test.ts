import { commandLog, harmless } from '@mlops-actions/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandsIn } from './support/runner-commands.ts'

function logged(act: (log: ReturnType<typeof commandLog>) => unknown): string {
  const parts: string[] = []
  act(commandLog((text) => parts.push(text)))
  return parts.join('')
}

describe('text in the log', () => {
  it.each([
    ['a command at the start', '::error::x'],
    ['a command after white space', ' \t\u00a0\u3000::add-mask::e'],
    ['a command after a next-line character', '\u0085::error::x'],
    ['a command after a lone CR', 'x\r::stop-commands::t'],
    ['a command after a byte order mark', '\ufeff::error::x'],
    ['the older form in mid-line', 'column ##[add-mask]e of the table'],
    ['the older form in two hashes more', '####[error]x'],
  ])('is never a command: %s', (_, text) => {
    const out = logged((log) => log.info(text))
    expect(commandsIn(text)).toHaveLength(1)
    expect(commandsIn(out)).toEqual([])
  })

  it('is never a command, whatever it is', () => {
    const pieces = fc.constantFrom(
      '::',
      ':',
      '##[',
      '#',
      '[',
      'error',
      'add-mask',
      ']',
      ' ',
      '\n',
      '\r',
      '\u0085',
      'a=b',
      '\t',
      '\ufeff',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 20 }), (parts) => {
        expect(commandsIn(`${harmless(parts.join(''))}\n`)).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  it('keeps colours and makes other control characters visible', () => {
    expect(harmless('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007 \u0000')).toBe(
      '\u001b[1;31mred\u001b[0m ␛]0;title␇ ␀',
    )
  })

  it('in an annotation arrives whole, as data and nothing else', () => {
    const text = '50% of\nrows: a,b ##[add-mask]x ::error::y'
    const location = { file: 'a,b:c.yml', line: 3 }
    const out = logged((log) => log.error(text, { title: 'rule: x,\r\ny', location }))
    const commands = commandsIn(out)
    expect(commands).toHaveLength(1)
    expect(commands[0]).toMatchObject({
      name: 'error',
      properties: { file: 'a,b:c.yml', line: '3', title: 'rule: x,\ny' },
    })
    expect(commands[0]?.data.replaceAll('\u200b', '')).toBe(text)
  })
})

describe('annotations', () => {
  it('are cut at 4096 characters, and the whole text follows as a line', () => {
    const out = logged((log) => log.warning('x'.repeat(5_000)))
    expect(commandsIn(out)[0]?.data).toHaveLength(4_096)
    expect(out.split('\n')[1]).toBe('x'.repeat(5_000))
  })

  it('leave a place of ten for the conclusion; the rest are lines, and counted', () => {
    const out = logged((log) => {
      for (let n = 1; n <= 12; n++) log.error(`rule ${n}`)
      log.warning('one')
      log.conclude('error', 'it failed')
    })
    const errors = commandsIn(out).filter(({ name }) => name === 'error')
    expect(errors).toHaveLength(10)
    expect(errors.at(-1)?.data).toBe('it failed')
    expect(out).toContain('error: rule 12\n')
    expect(out).toContain('3 more errors stand in this log without an annotation.\n')
  })
})

describe('groups', () => {
  it('do not nest, and end when their body throws', async () => {
    const parts: string[] = []
    const log = commandLog((text) => parts.push(text))
    const body = log.group('outer ##[error]', () =>
      log.group('inner', async () => Promise.reject(new Error('x'))),
    )
    await expect(body).rejects.toThrow('x')
    expect(commandsIn(parts.join('')).map(({ name }) => name)).toEqual(['group', 'endgroup'])
  })
})

describe('masks', () => {
  it('reach the runner unchanged, line breaks included, and never empty', () => {
    const out = logged((log) => {
      log.mask('')
      log.mask('a%b\nc')
    })
    expect(commandsIn(out)).toEqual([{ name: 'add-mask', properties: {}, data: 'a%b\nc' }])
  })
})
