import type { Status } from '@mlops-actions/policy'

/** Pictures a report may carry. Data only: every renderer draws them in its own way, or as a table. */
export type Chart = IntervalChart | CurveChart | DistributionChart | TimelineChart | FanChart | MatrixChart

interface Captioned {
  readonly title: string
  /** What a reader should see in it, in a sentence: method, level, how to read it. */
  readonly caption?: string
}

/** A line the data are read against: zero change, a margin, a threshold, the evidence needed. */
export interface Reference {
  readonly value: number
  readonly label: string
}

/** One dot with its interval a row: slices, metrics, columns. */
export interface IntervalChart extends Captioned {
  readonly kind: 'intervals'
  readonly unit?: string
  /** A vertical line all rows are read against: zero change, a margin, a threshold. */
  readonly references?: readonly Reference[]
  readonly rows: readonly {
    readonly label: string
    readonly value: number
    readonly low?: number
    readonly high?: number
    readonly status: Status
    readonly note?: string
  }[]
}

/** Lines over a shared x: ROC, precision-recall, calibration. */
export interface CurveChart extends Captioned {
  readonly kind: 'curves'
  readonly xLabel: string
  readonly yLabel: string
  readonly diagonal?: boolean
  readonly series: readonly {
    readonly name: string
    readonly x: readonly number[]
    readonly y: readonly number[]
  }[]
}

/** Two distributions over the same bins or categories, as shares that sum to one. */
export interface DistributionChart extends Captioned {
  readonly kind: 'distribution'
  readonly bins: readonly string[]
  readonly before: { readonly name: string; readonly shares: readonly number[] }
  readonly after: { readonly name: string; readonly shares: readonly number[] }
}

/** Quantities over time, with the moments something was decided. */
export interface TimelineChart extends Captioned {
  readonly kind: 'timeline'
  readonly yLabel: string
  readonly logarithmic?: boolean
  /** Horizontal lines: the evidence needed to roll back, a service level. */
  readonly references?: readonly Reference[]
  readonly series: readonly {
    readonly name: string
    readonly points: readonly { readonly at: string; readonly value: number }[]
  }[]
  readonly events?: readonly { readonly at: string; readonly label: string; readonly status: Status }[]
}

/** A forecast: what was measured, what is expected after it, and up to where that may go. */
export interface FanChart extends Captioned {
  readonly kind: 'fan'
  readonly yLabel: string
  readonly measuredName: string
  readonly forecastName: string
  readonly highName: string
  readonly measured: readonly { readonly at: string; readonly value: number }[]
  readonly forecast: readonly { readonly at: string; readonly value: number; readonly high: number }[]
  readonly references?: readonly Reference[]
}

/** Counts by row and column: a confusion matrix. */
export interface MatrixChart extends Captioned {
  readonly kind: 'matrix'
  readonly rowLabel: string
  readonly columnLabel: string
  readonly labels: readonly string[]
  readonly counts: readonly (readonly number[])[]
}
