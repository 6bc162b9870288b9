/**
 * A stretch of one column for whoever only counts: in any order, nulls left out and only numbered. What it holds is
 * borrowed until the next run.
 */
export type Run = NumberRun | BigIntRun | BooleanRun | TextRun

interface Common {
  readonly rows: number
  readonly nulls: number
}

/** `rows - nulls` values. */
export interface NumberRun extends Common {
  readonly kind: 'number' | 'timestamp'
  readonly values: Float64Array
}

export interface BigIntRun extends Common {
  readonly kind: 'bigint'
  readonly values: BigInt64Array
}

export interface BooleanRun extends Common {
  readonly kind: 'boolean'
  readonly values: Uint8Array
}

/** Each text and how often it stands there; a text with a count of 0 does not. */
export interface TextRun extends Common {
  readonly kind: 'text'
  readonly texts: readonly string[]
  readonly counts: Float64Array
}
