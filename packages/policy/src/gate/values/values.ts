/** One number that some tool has computed, with what is left of how sure it is. */
export interface Value {
  readonly value: number
  /** Rows, samples or tests it was computed from. */
  readonly n?: number
  readonly standardError?: number
  /** An interval the tool gives, at its level. */
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number }
}

/** The numbers of one file by their names: `val.acc`, `weighted avg.f1-score`. */
export interface ValueTable {
  /** As messages call the file. */
  readonly name: string
  /** The form it was recognised as. */
  readonly format: string
  readonly values: ReadonlyMap<string, Value>
  /** The other side, where one file holds both. */
  readonly baseline?: ReadonlyMap<string, Value>
}

/** The numbers of the candidate and, where they are compared, of the baseline. */
export interface Values {
  readonly candidate: ValueTable
  readonly baseline?: ValueTable
}
