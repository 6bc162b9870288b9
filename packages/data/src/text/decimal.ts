/**
 * Decimal text to the nearest double.
 *
 * Up to 15 digits and a power of ten up to 10^22 are both exact doubles, so one multiplication or division rounds once
 * and is right (Clinger 1990). Sixteen to nineteen digits, which is what every writer of shortest round-trip doubles
 * emits, are divided in double-double arithmetic (Dekker 1971); the result is taken only when it lies provably off a
 * rounding boundary. What remains goes to `Number`, which is correctly rounded and ten times slower.
 */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
const EXACT_DIGITS = 15
const MAX_DIGITS = 19
/** 2^27 + 1: splits a double into two halves of 26 bits. */
const SPLITTER = 134217729
/** The relative error of the second quotient is below 2^-48; this margin is far above it. */
const SAFETY = 1.000000001

/**
 * The number spelled by `bytes[start, end)`, or NaN when it is not a plain decimal this path decides (`slowNumber`
 * decides those).
 */
export function fastNumber(bytes: Uint8Array, start: number, end: number): number {
  let p = start
  const negative = bytes[p] === 0x2d
  if (negative) p++
  let head = 0
  let tail = 0
  let digits = 0
  let fraction = 0
  let seen = 0
  let point = false
  let c = 0
  for (; p < end; p++) {
    c = bytes[p]! - 0x30
    if (c >= 0 && c <= 9) {
      seen++
      if (digits < EXACT_DIGITS) {
        head = head * 10 + c
        if (head !== 0) digits++
      } else {
        tail = tail * 10 + c
        digits++
      }
      if (point) fraction++
    } else if (c === -2 && !point) point = true
    else break
  }
  if (seen === 0 || digits > MAX_DIGITS) return NaN
  let exponent = -fraction
  if (p < end) {
    if ((c | 0x20) !== 0x35) return NaN
    const written = smallExponent(bytes, p + 1, end)
    if (written !== written) return NaN
    exponent += written
  }
  if (exponent > 22 || exponent < -22) return NaN
  let value: number
  if (digits <= EXACT_DIGITS) value = exponent < 0 ? head / POWERS[-exponent]! : head * POWERS[exponent]!
  else if (exponent > 0) return NaN
  else value = divide(head, POWERS[digits - EXACT_DIGITS]!, tail, POWERS[-exponent]!)
  return negative ? -value : value
}

function smallExponent(bytes: Uint8Array, start: number, end: number): number {
  let p = start
  const sign = bytes[p]
  if (sign === 0x2d || sign === 0x2b) p++
  if (p >= end || end - p > 3) return NaN
  let value = 0
  for (; p < end; p++) {
    const c = bytes[p]! - 0x30
    if (c < 0 || c > 9) return NaN
    value = value * 10 + c
  }
  return sign === 0x2d ? -value : value
}

/** (head * scale + tail) / power, all four exact doubles; NaN when the rounding cannot be proved. */
function divide(head: number, scale: number, tail: number, power: number): number {
  const product = head * scale
  const low = productError(head, scale, product)
  // product >= 1e15 > tail + low, so these sums lose nothing (Fast2Sum).
  const high = product + tail
  const rest = tail - (high - product) + low
  const quotient = high / power
  const back = quotient * power
  const correction = (high - back - productError(quotient, power, back) + rest) / power
  const value = quotient + correction
  const error = correction - (value - quotient)
  return value + error * SAFETY === value ? value : NaN
}

/** a * b - product, exactly. */
function productError(a: number, b: number, product: number): number {
  let t = SPLITTER * a
  const aHigh = t - (t - a)
  const aLow = a - aHigh
  t = SPLITTER * b
  const bHigh = t - (t - b)
  const bLow = b - bHigh
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const NAN = /^[+-]?nan$/i
const INFINITY = /^([+-]?)inf(?:inity)?$/i

/** Any spelling of a number, NaN and infinity included; undefined when it is none. */
export function slowNumber(text: string): number | undefined {
  const trimmed = text.trim()
  if (NUMBER.test(trimmed)) return Number(trimmed)
  if (NAN.test(trimmed)) return NaN
  const infinite = INFINITY.exec(trimmed)
  if (infinite === null) return undefined
  return infinite[1] === '-' ? -Infinity : Infinity
}
