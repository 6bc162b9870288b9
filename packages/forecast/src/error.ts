/** Stable and greppable; an action turns it into what it says to users. */
export type ForecastErrorCode =
  | 'bad-zone'
  | 'bad-step'
  | 'no-samples'
  | 'bad-sample'
  | 'too-short'
  | 'too-many-gaps'
  | 'stale-history'
  | 'too-long'
  | 'no-capacity'

/** The history, or what was asked of it, is not fit for a forecast. The message is for people. */
export class ForecastError extends Error {
  override readonly name = 'ForecastError'
  readonly code: ForecastErrorCode

  constructor(code: ForecastErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
