/** A stretch of time to read, in milliseconds since the epoch; whole steps. */
export interface TimeWindow {
  readonly start: number
  readonly end: number
  readonly stepMs: number
}
