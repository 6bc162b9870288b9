/** Powers of ten that are exact doubles. */
const EXACT_POWERS = 23
const FIRST_POWER = -342
const LAST_POWER = 308
/** 5^27 is the last power of five below 2^64. */
const LAST_ROUNDED_UP = 27
const WORD_BITS = 64n
const FACTOR_BITS = 128n

export const POWERS_BYTES = EXACT_POWERS * 8 + (LAST_POWER - FIRST_POWER + 1) * 16

/**
 * What `eiselLemire` reads: 10^0 to 10^22 as doubles, then the 128 leading bits of 5^q for q from -342 to 308, high
 * word first; cut off, but the reciprocals of powers below 2^64 rounded up (Lemire 2021, section 6).
 */
export function powersTable(): Uint8Array {
  const table = new DataView(new ArrayBuffer(POWERS_BYTES))
  for (let q = 0; q < EXACT_POWERS; q++) table.setFloat64(q * 8, Number(`1e${q}`), true)
  const put = (q: number, factor: bigint): void => {
    const at = EXACT_POWERS * 8 + (q - FIRST_POWER) * 16
    table.setBigUint64(at, factor >> WORD_BITS, true)
    table.setBigUint64(at + 8, BigInt.asUintN(64, factor), true)
  }
  let power = 1n
  let bits = 1n
  for (let q = 0; q <= -FIRST_POWER; q++, power *= 5n) {
    while (power >> bits > 0n) bits++
    if (q <= LAST_POWER)
      put(q, bits > FACTOR_BITS ? power >> (bits - FACTOR_BITS) : power << (FACTOR_BITS - bits))
    if (q > 0) put(-q, reciprocal(power, bits) + (q <= LAST_ROUNDED_UP ? 1n : 0n))
  }
  return new Uint8Array(table.buffer)
}

/** 2^(bits + 127) / power: between 2^127 and 2^128, since a power of five is none of two. */
const reciprocal = (power: bigint, bits: bigint): bigint => (1n << (bits + FACTOR_BITS - 1n)) / power
