/** Codes of {@link RolloutError}; actions turn them into errors for users. */
export type RolloutErrorCode =
  | 'config-changed'
  | 'contended'
  | 'lease-held'
  | 'state-invalid'
  | 'state-too-large'
  | 'too-many-looks'
  | 'undetectable'
  | 'unsafe-start'

/** A rollout cannot go on, and why. `remedy` is what a person can do about it. */
export class RolloutError extends Error {
  override readonly name = 'RolloutError'
  readonly code: RolloutErrorCode
  readonly remedy: string | undefined

  constructor(
    code: RolloutErrorCode,
    message: string,
    options?: ErrorOptions & { readonly remedy?: string },
  ) {
    super(message, options)
    this.code = code
    this.remedy = options?.remedy
  }
}
