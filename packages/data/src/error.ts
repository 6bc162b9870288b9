export type DataErrorCode =
  | 'unreadable'
  | 'unknown-format'
  | 'empty'
  | 'truncated'
  | 'corrupt'
  | 'unsupported'
  | 'missing-column'
  | 'wrong-type'
  | 'too-large'
  | 'unsplittable'

/** A data file that cannot be read, said so that its owner can mend it. */
export class DataError extends Error {
  override readonly name = 'DataError'
  readonly code: DataErrorCode
  /** File, and line or row where known. */
  readonly where: string

  constructor(code: DataErrorCode, where: string, message: string, options?: ErrorOptions) {
    super(`${where}: ${message}`, options)
    this.code = code
    this.where = where
  }
}

/** Characters of a hostile value that a message may repeat. */
const QUOTED_CHARACTERS = 60

/** A value out of the file, safe to print on one line: control characters escaped, cut to a readable length. */
export function quoteValue(value: string): string {
  const cut = value.length > QUOTED_CHARACTERS ? `${value.slice(0, QUOTED_CHARACTERS)}...` : value
  // JSON leaves DEL, C1 controls and the bidirectional overrides alone; a log must not obey them either.
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
