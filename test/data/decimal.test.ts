import { expect, test } from 'vitest'
import { fastNumber, slowNumber } from '../../packages/data/src/text/decimal.ts'
import { mulberry32 } from './random.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const fast = (text: string) => fastNumber(bytesOf(text), 0, text.length)

test('whatever the fast path decides is the double Number gives', () => {
  const random = mulberry32(11)
  const digits = (n: number) => Array.from({ length: n }, () => Math.floor(random() * 10)).join('')
  const bits = new DataView(new ArrayBuffer(8))
  let decided = 0
  for (let i = 0; i < 200_000; i++) {
    bits.setUint32(0, Math.floor(random() * 2 ** 32))
    bits.setUint32(4, Math.floor(random() * 2 ** 32))
    const texts = [
      `${random() < 0.5 ? '-' : ''}${digits(1 + Math.floor(random() * 10))}.${digits(1 + Math.floor(random() * 12))}`,
      String((random() - 0.5) * 10 ** Math.floor(random() * 12)),
      `${digits(1 + Math.floor(random() * 19))}e${Math.floor(random() * 60) - 30}`,
      String(bits.getFloat64(0)),
    ]
    for (const text of texts) {
      const value = fast(text)
      if (Number.isNaN(value)) continue
      decided++
      if (!Object.is(value, Number(text))) expect(`${text} -> ${value}`).toBe(`${text} -> ${Number(text)}`)
    }
  }
  // Otherwise the path would be right by never answering.
  expect(decided).toBeGreaterThan(400_000)
})

test.each([
  '9007199254740993',
  '9007199254740993.5',
  '0.30000000000000004',
  '123456789012345678.5',
  '-0',
  '1.',
  '.5',
])('the edge %s', (text) => {
  const value = fast(text)
  expect([value, Number.NaN]).toContainEqual(Number.isNaN(value) ? Number.NaN : Number(text))
  expect(slowNumber(text)).toBe(Number(text))
})

test.each(['', '-', '.', '+', '1e', '1e+', 'e5', '1.2.3', '0x10', '1_000', '1,5', '--1', '1 2'])(
  '%j is no number',
  (text) => {
    expect(fast(text)).toBeNaN()
    expect(slowNumber(text)).toBeUndefined()
  },
)

test.each([
  ['NaN', Number.NaN],
  ['-inf', -Infinity],
  ['Infinity', Infinity],
  [' 1.5 ', 1.5],
  ['+2', 2],
])('the spelling %j is %d', (text, expected) => {
  expect(slowNumber(text)).toBe(expected)
})
