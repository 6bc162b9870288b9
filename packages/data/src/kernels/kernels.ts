import type { Moments } from '../profile/moments.ts'

/**
 * The loops that nearly all time goes into, twice: in TypeScript, and compiled to WebAssembly. Both give the same bits,
 * and the same DataError for the same hostile bytes.
 *
 * What a decoder returns is borrowed: it may lie in memory of the kernels, and is gone with the next `begin` or `counter`.
 * What it is given may lie there too, which saves a copy. `where` places the error.
 */
export interface Kernels {
  readonly made: 'typescript' | 'webassembly'
  /** Begins another page: what was borrowed is given back, and about `bytes` are made ready. */
  begin(bytes: number): void
  /** The array, copied if it is borrowed. */
  own<T extends Uint8Array | Uint32Array | Float64Array>(array: T): T
  /** Bytes that are stored as they are, out of an array that is written again. */
  stored(bytes: Uint8Array): Uint8Array
  /** A Snappy block of exactly `size` bytes. DataError `corrupt`. */
  snappy(block: Uint8Array, size: number, where: string): Uint8Array
  /** `count` integers of the RLE and bit-packed hybrid, none above `highest`. DataError `truncated`, `corrupt`. */
  hybrid(bytes: Uint8Array, width: number, count: number, where: string): Hybrid
  /** Definition levels 0 and 1, a byte each, and how many are 1. DataError `truncated`, `corrupt`. */
  levels(bytes: Uint8Array, count: number, where: string): Levels
  /** `count` little-endian doubles from the start of `bytes`, at least so many are there. */
  doubles(bytes: Uint8Array, count: number): Float64Array
  /** What the indexes stand for; each must be below the dictionary's length, which the caller has checked. */
  gather(dictionary: Float64Array, indexes: Uint32Array): Float64Array
  /** Sorts ascending in place, -0 before 0. No NaN. */
  sort(values: Float64Array): void
  /** Counts doubles into the cells between ascending finite `edges`. */
  counter(edges: readonly number[]): NumberCounter
}

export interface Hybrid {
  readonly values: Uint32Array
  readonly highest: number
}

export interface Levels {
  readonly present: Uint8Array
  readonly ones: number
}

/** Sees values, any number of times; borrowed arrays are read at once. */
export interface NumberCounter {
  add(values: Float64Array): void
  finish(): NumberCounts
}

/** All but the first three speak of the finite values. */
export interface NumberCounts {
  readonly nan: number
  readonly negativeInfinity: number
  readonly positiveInfinity: number
  /** Infinity and -Infinity when there is none. */
  readonly min: number
  readonly max: number
  readonly moments: Moments
  /** One cell more than edges: cell i holds what at least edge i - 1 and less than edge i is. */
  readonly counts: Float64Array
  /** Compensated (Neumaier 1974): as a sum in twice the precision would round, nearly. */
  readonly sums: Float64Array
  /** 1 where a cell is not empty and all its values equal its lower edge. */
  readonly single: Uint8Array
  /** Registers of the distinct sketch. */
  readonly registers: Uint8Array
}
