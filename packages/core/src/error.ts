/**
 * Something the user can mend: printed without a stack. The message says what, where, what was expected; the remedy
 * what to do. Everything else that is thrown is our fault and prints its stack and causes.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** Stable and greppable: `missing-column`, `path-outside-workspace`. */
  readonly code: string
  readonly remedy: string | undefined

  constructor(code: string, message: string, options?: ErrorOptions & { readonly remedy?: string }) {
    super(message, options)
    this.code = code
    this.remedy = options?.remedy
  }
}

/** GitHub refused. `status` 403 and 404 usually mean a missing permission of the workflow's token. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError'
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

/** No response came: refused, reset, timed out, too large. Holds the host, never headers or the query. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly host: string

  constructor(host: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.host = host
  }
}
