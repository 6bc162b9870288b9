import type { Task } from '../../metrics/catalogue.ts'
import type { Problem } from '../problem.ts'

/** One number a row: truths and predictions are class codes (0 and 1 for binary) or quantities. */
export type Values = Uint8Array | Int32Array | Float64Array

/** What one model said, a row of the evidence each. */
export interface Answers {
  /** Binary: the score of the positive class. */
  readonly scores?: Float64Array
  readonly predictions: Values
}

/** A column that rows are cut by: row i holds `values[codes[i]]`. */
export interface SliceColumn {
  readonly codes: Uint32Array
  readonly values: readonly string[]
}

export type Baseline =
  | { readonly kind: 'present'; readonly answers: Answers }
  | { readonly kind: 'absent'; readonly problem: Problem }

/** Both models' answers on the same rows, as columns: a million rows are a handful of typed arrays. */
export interface Evidence {
  readonly task: Task
  readonly rows: number
  readonly truths: Values
  /** Names of the class codes; empty for a regression. */
  readonly classes: readonly string[]
  readonly weights?: Float64Array
  readonly candidate: Answers
  readonly baseline: Baseline
  readonly slices: ReadonlyMap<string, SliceColumn>
  /** Columns that slices are hunted in: quantities cut into bands. */
  readonly bands: ReadonlyMap<string, SliceColumn>
  /** The id of a row, for messages. */
  readonly rowName: (row: number) => string
}
