export type LineageErrorCode =
  | 'invalid-data'
  | 'data-not-found'
  | 'data-changed'
  | 'invalid-lock'
  | 'image-not-pinned'
  | 'image-not-found'
  | 'registry-refused'
  | 'corrupt'
  | 'too-large'
  | 'unsupported'

/** Something that made a model cannot be identified, said so that its owner can mend it. */
export class LineageError extends Error {
  override readonly name = 'LineageError'
  readonly code: LineageErrorCode
  readonly remedy: string | undefined

  constructor(
    code: LineageErrorCode,
    message: string,
    options?: ErrorOptions & { readonly remedy?: string },
  ) {
    super(message, options)
    this.code = code
    this.remedy = options?.remedy
  }
}
