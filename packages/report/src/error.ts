/** Why bytes are not a report. */
export type ReportErrorCode = 'not-json' | 'wrong-schema' | 'too-large'

/** A report that cannot be read or written. Its message names the field and never quotes more than a line. */
export class ReportError extends Error {
  readonly code: ReportErrorCode
  /** The field, as `findings[3].candidate.value`; absent when the whole document is at fault. */
  readonly path: string | undefined

  constructor(code: ReportErrorCode, message: string, options: { path?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'ReportError'
    this.code = code
    this.path = options.path
  }
}
