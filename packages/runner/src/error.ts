/**
 * A mistake of whoever started the runner: an unknown action, a broken action.yml, a bad flag. Printed without a stack.
 * `code` is stable and greppable; `remedy` says what to do.
 */
export class RunnerError extends Error {
  override readonly name = 'RunnerError'
  readonly code: string
  readonly remedy: string | undefined

  constructor(code: string, message: string, options?: ErrorOptions & { readonly remedy?: string }) {
    super(message, options)
    this.code = code
    this.remedy = options?.remedy
  }
}
