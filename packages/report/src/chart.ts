import type { Status } from '@mlops-actions/policy'

/** Pictures a report may carry. Data only: every renderer draws them in its own way, or as a table. */
export type Chart = IntervalChart | CurveChart | DistributionChart | TimelineChart | MatrixChart

/** One dot with its interval a row: slices, metrics, columns. */
export interface IntervalChart {
  readonly kind: 'intervals'
  readonly title: string
  readonly unit?: string
  /** A vertical line all rows are read against: zero change, a margin, a threshold. */
  readonly references?: readonly { readonly value: number; readonly label: string }[]
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
export interface CurveChart {
  readonly kind: 'curves'
  readonly title: string
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
export interface DistributionChart {
  readonly kind: 'distribution'
  readonly title: string
  readonly bins: readonly string[]
  readonly before: { readonly name: string; readonly shares: readonly number[] }
  readonly after: { readonly name: string; readonly shares: readonly number[] }
}

/** Quantities over time, with the moments something was decided. */
export interface TimelineChart {
  readonly kind: 'timeline'
  readonly title: string
  readonly yLabel: string
  readonly logarithmic?: boolean
  /** Horizontal lines: the evidence needed to roll back, a service level. */
  readonly references?: readonly { readonly value: number; readonly label: string }[]
  readonly series: readonly {
    readonly name: string
    readonly points: readonly { readonly at: string; readonly value: number }[]
  }[]
  readonly events?: readonly { readonly at: string; readonly label: string; readonly status: Status }[]
}

/** Counts by row and column: a confusion matrix. */
export interface MatrixChart {
  readonly kind: 'matrix'
  readonly title: string
  readonly rowLabel: string
  readonly columnLabel: string
  readonly labels: readonly string[]
  readonly counts: readonly (readonly number[])[]
}
