export type DataErrorCode =
  | 'unknown-format'
  | 'empty'
  | 'truncated'
  | 'corrupt'
  | 'unsupported'
  | 'missing-column'
  | 'wrong-type'
  | 'too-large'

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
