import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fastTimestamp, parseTimestamp } from '../../packages/data/src/text/timestamp.ts'

const fast = (text: string): number => {
  const bytes = new TextEncoder().encode(`x${text}y`)
  return fastTimestamp(bytes, 1, bytes.length - 1)
}

const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'))
const year = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0'))
const date = fc.tuple(year, two(13), two(32)).map((parts) => parts.join('-'))
const fraction = fc.string({ unit: fc.constantFrom('0', '1', '5', '9'), maxLength: 11 })

describe('the short way to an instant', () => {
  it('goes where the long one does, or leaves it to that', () => {
    const instant = fc.tuple(
      date,
      fc.constantFrom('T', ' ', 't'),
      fc.tuple(two(24), two(60), two(60)).map((parts) => parts.join(':')),
      fc.oneof(
        fc.constant(''),
        fraction.map((digits) => `.${digits}`),
      ),
      fc.constantFrom('', 'Z', 'z', '+01:00', ' UTC', 'ZZ'),
    )
    const any = fc.oneof(
      date,
      instant.map((parts) => parts.join('')),
      fc.tuple(instant, fc.nat(30), fc.string({ maxLength: 1 })).map(([parts, at, put]) => {
        const text = parts.join('')
        return text.slice(0, at) + put + text.slice(at + 1)
      }),
    )
    let taken = 0
    fc.assert(
      fc.property(any, (text) => {
        const value = fast(text)
        if (Number.isNaN(value)) return
        taken++
        expect(value, text).toBe(parseTimestamp(text))
      }),
      { numRuns: 20_000 },
    )
    expect(taken).toBeGreaterThan(3000)
  })

  it('knows every day of four centuries', () => {
    for (let day = Date.UTC(1599, 0, 1); day < Date.UTC(2001, 0, 1); day += 86_400_000) {
      expect(fast(new Date(day).toISOString())).toBe(day)
    }
  })

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-01',
    '2026-11-00',
    '1900-02-29',
    '2026-11-01T24:00:00',
    '',
    '2026',
  ])('leaves %j to the long one, which refuses it', (text) => {
    expect([fast(text), parseTimestamp(text)]).toEqual([NaN, undefined])
  })
})
