import { MAX_EXACT_SCALE, scaledBigInt } from '../binary/decimal.ts'
import { MAX_SAFE_HIGH } from '../binary/words.ts'

const WORD = 2 ** 32

/**
 * Little-endian two's complement of `width` bytes (4, 8, 16 or 32) by 10^scale, correctly rounded. Arrow allows a
 * negative scale.
 */
export function decimalsOfWords(words: Int32Array, width: number, scale: number): Float64Array {
  const step = width / 4
  const values = new Float64Array(words.length / step)
  const power = Number(`1e${Math.abs(scale)}`)
  const exactScale = Math.abs(scale) <= MAX_EXACT_SCALE
  for (let i = 0, w = 0; i < values.length; i++, w += step) {
    const unscaled = exactScale ? smallInteger(words, w, step) : undefined
    if (unscaled === undefined) values[i] = scaledBigInt(bigInteger(words, w, step), scale)
    else values[i] = scale < 0 ? unscaled * power : unscaled / power
  }
  return values
}

/** The integer in `count` words, undefined beyond 2^53. */
function smallInteger(words: Int32Array, start: number, count: number): number | undefined {
  if (count === 1) return words[start]!
  const high = words[start + 1]!
  if (high > MAX_SAFE_HIGH || high < -MAX_SAFE_HIGH - 1) return undefined
  for (let w = start + 2; w < start + count; w++) if (words[w] !== high >> 31) return undefined
  return high * WORD + (words[start]! >>> 0)
}

function bigInteger(words: Int32Array, start: number, count: number): bigint {
  let value = BigInt(words[start + count - 1]!)
  for (let w = start + count - 2; w >= start; w--) value = (value << 32n) | BigInt(words[w]! >>> 0)
  return value
}
