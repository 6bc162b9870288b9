import type { Distribution, DriftTrial, EffectMeasure } from './trial.ts'

/** A test after correction. */
export interface Judged {
  readonly trial: DriftTrial
  readonly adjustedPValue: number
  readonly drifted: boolean
}

/** What became of one compared column. */
export interface ColumnDrift {
  readonly name: string
  readonly importance: number
  /** True when any of its tests, or a missing column or a new type, says so. */
  readonly drifted: boolean
  /** Of its distribution; absent when it could not be compared. */
  readonly effect?: {
    readonly measure: EffectMeasure
    readonly value: number
    readonly threshold: number
    readonly pValue: number
    readonly adjustedPValue: number
  }
  readonly distribution?: Distribution
}
