import type { Status } from '../finding.ts'
import type { Measurement } from '../measurement.ts'
import type { Problem } from './problem.ts'

/** What a rule says of its rows, once the error it may make is known. */
export interface Judgement {
  readonly status: Extract<Status, 'pass' | 'fail' | 'inconclusive'>
  readonly reason: string
  readonly remedy?: string
  readonly candidate?: Measurement
  readonly baseline?: Measurement
  readonly improvement?: Measurement
}

/** How strict the correction over the family left the judge to be. */
export interface Strictness {
  /** One-sided error of this trial: its interval is shown at level 1 - 2 alpha. */
  readonly alpha: number
  /** Its p-value, corrected, is small enough. */
  readonly proven: boolean
}

/** One part of what a trial was made of: a group's own rate behind a gap between groups. */
export interface BreakdownRow {
  readonly label: string
  /** What was measured of it: `true_positive_rate`. */
  readonly of: string
  readonly measurement: Measurement
}

/** One question to the data: a rule on all rows, or on one slice. Measured already, not judged yet. */
export interface Trial {
  readonly required: string
  readonly slice?: Readonly<Record<string, string>>
  /** `origin=ORD`, as the id of the finding shows it. */
  readonly sliceLabel?: string
  readonly outcome: TrialOutcome
}

export type TrialOutcome = { readonly breakdown?: readonly BreakdownRow[] } & (
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** Nothing random in it: a point against a bound. */
  | { readonly kind: 'settled'; readonly judgement: Judgement }
  | {
      readonly kind: 'test'
      /** One-sided p of what must be disproved for the rule to pass. */
      readonly pValue: number
      /** Takes part in the correction over rules and slices. */
      readonly inFamily: boolean
      judge(strictness: Strictness): Judgement
    }
)
