/**
 * A run of values of one column in the one shape all readers fill. Nulls and NaN are different things: a null has its
 * validity bit cleared, a NaN is a valid number.
 */
export type Column = NumberColumn | BigIntColumn | BooleanColumn | TextColumn | TimestampColumn

interface Common {
  readonly name: string
  readonly length: number
  readonly nullCount: number
  /** One bit a row, least significant first, 1 = present; absent when nothing is null. */
  readonly validity?: Uint8Array
}

/** Floats, decimals, and integers that a double holds exactly. Null rows hold NaN. */
export interface NumberColumn extends Common {
  readonly kind: 'number'
  readonly values: Float64Array
  readonly integer: boolean
}

/** 64-bit integers beyond 2^53. */
export interface BigIntColumn extends Common {
  readonly kind: 'bigint'
  readonly values: BigInt64Array
}

export interface BooleanColumn extends Common {
  readonly kind: 'boolean'
  readonly values: Uint8Array
}

/** Dictionary-coded strings: row i is `dictionary[codes[i]]`; null rows hold code 0xffffffff. */
export interface TextColumn extends Common {
  readonly kind: 'text'
  readonly codes: Uint32Array
  readonly dictionary: readonly string[]
}

/** Instants and dates as milliseconds since the epoch (UTC). */
export interface TimestampColumn extends Common {
  readonly kind: 'timestamp'
  readonly values: Float64Array
}

export const NULL_CODE = 0xffffffff
