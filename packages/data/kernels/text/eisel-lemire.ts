/**
 * The double next to mantissa x 10^power (Lemire 2021, "Number parsing at a gigabyte per second", algorithm 1, with the
 * proof of Mushtak and Lemire 2023 that its fallback is never needed). NaN where the result is subnormal or infinite:
 * rare, and left to the host.
 *
 * `powers` holds 23 powers of ten as doubles, then of each power of five from FIRST_POWER to LAST_POWER the 128
 * leading bits, high word first (src/kernels/powers.ts).
 */
const FIRST_POWER: i32 = -342
const LAST_POWER: i32 = 308
const FIVES: usize = 23 * 8

/** Bits of a mantissa that are stored, and what is kept beyond them to round by. */
const STORED_BITS: u32 = 52
const PRECISION: u64 = 0xffffffffffffffff >> (STORED_BITS + 3)
const BIAS: i32 = 1023
const INFINITE: i32 = 0x7ff

export function eiselLemire(mantissa: u64, power: i32, powers: usize): f64 {
  if (mantissa == 0) return 0
  if (power < FIRST_POWER || power > LAST_POWER) return NaN
  const zeros = <u32>clz(mantissa)
  const w = mantissa << zeros
  const five = powers + FIVES + ((<usize>(power - FIRST_POWER)) << 4)
  const factor = load<u64>(five)
  let high = highProduct(w, factor)
  let low = w * factor
  if ((high & PRECISION) == PRECISION) {
    const second = highProduct(w, load<u64>(five, 8))
    low += second
    if (second > low) high++
  }
  const upper = <u32>(high >>> 63)
  const shift: u64 = upper + 64 - STORED_BITS - 3
  let m = high >>> shift
  // 217706 / 2^16 is log2(10), close enough for every power in the table.
  let exponent = ((217706 * power) >> 16) + 63 + <i32>upper - <i32>zeros + BIAS
  if (exponent <= 0) return NaN
  // Exactly between two doubles: to the even one. Only small powers can be.
  if (low <= 1 && power >= -4 && power <= 23 && (m & 3) == 1 && m << shift == high) m &= ~(<u64>1)
  m = (m + (m & 1)) >>> 1
  if (m >= (<u64>2) << STORED_BITS) {
    m = (<u64>1) << STORED_BITS
    exponent++
  }
  if (exponent >= INFINITE) return NaN
  return reinterpret<f64>((m & ~((<u64>1) << STORED_BITS)) | ((<u64>exponent) << STORED_BITS))
}

/** The upper 64 of the 128 bits of a product. */
function highProduct(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff
  const aHigh = a >>> 32
  const bLow = b & 0xffffffff
  const bHigh = b >>> 32
  const middle = aHigh * bLow + ((aLow * bLow) >>> 32)
  const other = aLow * bHigh + (middle & 0xffffffff)
  return aHigh * bHigh + (middle >>> 32) + (other >>> 32)
}
