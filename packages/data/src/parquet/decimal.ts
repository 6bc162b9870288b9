import { MAX_EXACT_SCALE, scaledBigInt } from '../binary/decimal.ts'
import { MAX_SAFE_HIGH, wordsToDoubles, wordToBigInt } from '../binary/words.ts'
import { DataError } from '../error.ts'
import type { Slices } from './raw.ts'

/** Decimals of 76 digits take 32 bytes; more is no decimal. */
const MAX_DECIMAL_BYTES = 64

export function decimalsOfInt32(unscaled: Int32Array, scale: number): Float64Array {
  if (scale > MAX_EXACT_SCALE) return Float64Array.from(unscaled, (v) => scaledBigInt(BigInt(v), scale))
  const power = Number(`1e${scale}`)
  return Float64Array.from(unscaled, (v) => v / power)
}

export function decimalsOfInt64(words: Int32Array, scale: number): Float64Array {
  const values = wordsToDoubles(words, true)
  const power = Number(`1e${scale}`)
  for (let i = 0; i < values.length; i++) {
    const high = words[i * 2 + 1]!
    const exact = scale <= MAX_EXACT_SCALE && high <= MAX_SAFE_HIGH && high >= -MAX_SAFE_HIGH - 1
    values[i] = exact ? values[i]! / power : scaledBigInt(wordToBigInt(words, i), scale)
  }
  return values
}

/** Big-endian two's complement of any length. DataError `corrupt` for one too long to be a decimal. */
export function decimalsOfBytes(raw: Slices, scale: number, where: string): Float64Array {
  const values = new Float64Array(raw.starts.length)
  const power = Number(`1e${scale}`)
  for (let i = 0; i < values.length; i++) {
    const start = raw.starts[i]!
    const end = raw.ends[i]!
    if (end - start > MAX_DECIMAL_BYTES)
      throw new DataError('corrupt', where, `a decimal of ${end - start} bytes`)
    const negative = end > start && raw.bytes[start]! >= 0x80
    if (end - start <= 6 && scale <= MAX_EXACT_SCALE) {
      let unscaled = negative ? -1 : 0
      for (let p = start; p < end; p++) unscaled = unscaled * 256 + raw.bytes[p]!
      values[i] = unscaled / power
    } else {
      let unscaled = negative ? -1n : 0n
      for (let p = start; p < end; p++) unscaled = (unscaled << 8n) | BigInt(raw.bytes[p]!)
      values[i] = scaledBigInt(unscaled, scale)
    }
  }
  return values
}
