export type RegistryErrorCode =
  | 'empty-model'
  | 'duplicate-path'
  | 'unsafe-path'
  | 'invalid-name'
  | 'invalid-record'
  | 'invalid-event'
  | 'invalid-evidence'
  | 'invalid-remote'
  | 'evidence-mismatch'
  | 'unknown-model'
  | 'unknown-version'
  | 'unknown-stage'
  | 'version-in-use'
  | 'registry-corrupt'
  | 'bytes-missing'
  | 'bytes-corrupt'
  | 'bytes-refused'
  | 'bytes-failed'
  | 'invalid-place'
  | 'too-large'
  | 'too-many-files'
  | 'busy'
  | 'git-failed'
  | 'layout-locked'
  | 'layout-corrupt'

/** The registry cannot do what was asked, said so that its owner can mend it. Actions show it as a user's error. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  readonly code: RegistryErrorCode
  readonly remedy: string | undefined

  constructor(
    code: RegistryErrorCode,
    message: string,
    options?: ErrorOptions & { readonly remedy?: string },
  ) {
    super(message, options)
    this.code = code
    this.remedy = options?.remedy
  }
}
