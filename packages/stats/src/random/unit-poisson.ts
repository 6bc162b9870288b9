import type { SeededRandom } from './seeded-random.ts'

/** Beyond this many draws of one row nothing is left that 53 bits could tell from 0. */
export const MOST_DRAWS = 20
/** Of a byte that alone does not say the value. */
const UNSETTLED = 0x80

/** Poisson with mean 1 by its first eight random bits. */
export interface UnitPoisson {
  /** Cumulative probabilities of 0, 1, ... */
  readonly cumulative: readonly number[]
  /** The value, by the byte; UNSETTLED where a step of the distribution lies within the byte's 1/256. */
  readonly byByte: Uint8Array
}

/** The tables for unitPoisson: 97 % of the bytes settle the value at once. */
export function unitPoissonTables(): UnitPoisson {
  const cumulative: number[] = []
  let [term, sum] = [Math.exp(-1), 0]
  for (let k = 0; k <= MOST_DRAWS; k++) {
    sum += term
    term /= k + 1
    cumulative.push(sum)
  }
  const byByte = Uint8Array.from({ length: 256 }, (_, byte) => {
    const value = valueAt(cumulative, byte / 256)
    // Exactly at the next byte's start the next value begins, so the end of this one is the start of that.
    return cumulative[value]! >= (byte + 1) / 256 ? value : UNSETTLED
  })
  return { cumulative, byByte }
}

/**
 * Fills `counts` with Poisson(1) draws, four to a random word, and returns their sum. A byte that does not settle its
 * value is followed by 53 more bits, so the law is exact to 2^-61. The low byte of a word goes first.
 */
export function fillUnitPoisson(tables: UnitPoisson, counts: Uint8Array, random: SeededRandom): number {
  const { byByte, cumulative } = tables
  const settle = (byte: number) => valueAt(cumulative, (byte + random.next()) / 256)
  let sum = 0
  const whole = counts.length & ~3
  for (let i = 0; i < whole; i += 4) {
    const word = random.bits()
    let [a, b] = [byByte[word & 255]!, byByte[(word >>> 8) & 255]!]
    let [c, d] = [byByte[(word >>> 16) & 255]!, byByte[word >>> 24]!]
    if (((a | b | c | d) & UNSETTLED) !== 0) {
      if (a === UNSETTLED) a = settle(word & 255)
      if (b === UNSETTLED) b = settle((word >>> 8) & 255)
      if (c === UNSETTLED) c = settle((word >>> 16) & 255)
      if (d === UNSETTLED) d = settle(word >>> 24)
    }
    counts[i] = a
    counts[i + 1] = b
    counts[i + 2] = c
    counts[i + 3] = d
    sum += a + b + c + d
  }
  for (let i = whole; i < counts.length; i++) {
    const value = valueAt(cumulative, random.next())
    counts[i] = value
    sum += value
  }
  return sum
}

function valueAt(cumulative: readonly number[], uniform: number): number {
  let value = 0
  while (value < MOST_DRAWS && uniform >= cumulative[value]!) value++
  return value
}
