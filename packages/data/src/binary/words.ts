/** 64-bit integers as pairs of words, the low one first: what BigInt64Array would be, without a BigInt a value. */
const WORD = 2 ** 32

/** High word of the largest integer below 2^53. */
export const MAX_SAFE_HIGH = 2 ** 21 - 1

/** Exact up to 2^53, rounded beyond. */
export function wordsToDoubles(words: Int32Array, signed: boolean): Float64Array {
  const values = new Float64Array(words.length >>> 1)
  if (signed) {
    for (let i = 0, w = 0; i < values.length; i++, w += 2)
      values[i] = words[w + 1]! * WORD + (words[w]! >>> 0)
  } else {
    for (let i = 0, w = 0; i < values.length; i++, w += 2)
      values[i] = (words[w + 1]! >>> 0) * WORD + (words[w]! >>> 0)
  }
  return values
}

/**
 * Each value by a divisor up to 10^6. Beyond 2^53, where nanoseconds of today are, whole part and rest are divided
 * apart: rounding before dividing would move a whole millisecond by a fraction.
 */
export function dividedWords(words: Int32Array, divisor: number): Float64Array {
  const values = new Float64Array(words.length >>> 1)
  for (let i = 0, w = 0; i < values.length; i++, w += 2) {
    const high = words[w + 1]!
    const low = words[w]! >>> 0
    if (high <= MAX_SAFE_HIGH && high >= -MAX_SAFE_HIGH - 1) {
      values[i] = (high * WORD + low) / divisor
      continue
    }
    const highQuotient = Math.floor(high / divisor)
    const rest = (high - highQuotient * divisor) * WORD + low
    const quotient = Math.floor(rest / divisor)
    values[i] = highQuotient * WORD + quotient + (rest - quotient * divisor) / divisor
  }
  return values
}

export function wordToBigInt(words: Int32Array, index: number): bigint {
  return (BigInt(words[index * 2 + 1]!) << 32n) | BigInt(words[index * 2]! >>> 0)
}
