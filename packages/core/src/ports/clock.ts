export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds since some moment, with fractions, that never run backwards: for measuring how long something took. */
  elapsed(): number
  /** Resolves after `milliseconds`, or at once when `signal` is aborted: the caller looks at the signal. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}
