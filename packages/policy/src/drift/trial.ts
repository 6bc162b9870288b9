import type { Measurement } from '../measurement.ts'

/** Two distributions over the same bins or categories, as shares that sum to one. */
export interface Distribution {
  readonly bins: readonly string[]
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** How an effect size is measured. */
export type EffectMeasure =
  | 'wasserstein/sd'
  | 'jensen-shannon'
  | 'share-changed'
  | 'missing-share-rise'
  | 'unseen-share'

/** One test of one column, before the correction for all the others: an effect size that matters and a p-value. */
export interface DriftTrial {
  readonly column: string
  readonly kind: 'column-drift' | 'missing-values' | 'unseen-categories'
  readonly title: string
  /** The bound, as it is shown. */
  readonly required: string
  readonly measure: EffectMeasure
  readonly effect: number
  readonly threshold: number
  readonly pValue: number
  /** Windows of the reference that the p-value was learnt from; absent where rows count as independent. */
  readonly windows?: number
  /** What moved, with the numbers before and after; a clause. */
  readonly what: string
  readonly remedy: string
  readonly before?: Measurement
  readonly after?: Measurement
  readonly distribution?: Distribution
}

/** Why two columns were not compared. */
export interface Obstacle {
  readonly column: string
  readonly cause: 'missing' | 'type' | 'insufficient' | 'new'
  readonly reason: string
  readonly remedy: string
}
