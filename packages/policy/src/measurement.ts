/** The range a measured quantity is believed to lie in, and how that belief was made. */
export interface Interval {
  readonly low: number
  readonly high: number
  /** Two-sided coverage, 0..1 (0.90 is what a one-sided test at alpha 0.05 reads). */
  readonly level: number
  /** The estimator, as the field names it: `wilson`, `tango`, `delong`, `bootstrap-percentile`, ... */
  readonly method: string
}

/** A number with all that is needed to believe it. */
export interface Measurement {
  readonly value: number
  /** Rows, requests or runs it was computed from. */
  readonly n: number
  readonly unit?: string
  readonly interval?: Interval
}
