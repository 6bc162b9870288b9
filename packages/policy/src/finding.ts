import type { Measurement } from './measurement.ts'

/**
 * What is known about one rule after judging it. A comparison that was not made has a status of its own and is
 * never `pass`:
 * - `inconclusive`: judged, but the data cannot tell (too few rows, the interval straddles the bound);
 * - `incomparable`: the two sides are not the same rows or labels, so comparing them would mean nothing;
 * - `error`: a measurement could not be made (missing metric, column, slice or baseline; a NaN);
 * - `waived`: it failed, and a waiver with owner, reason and expiry covers it.
 */
export type Status = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'incomparable' | 'error' | 'waived'

/** What a status means for the job, once the policy has had its say. */
export type Outcome = 'pass' | 'warn' | 'fail'

/** Where in the policy file a rule stands, for annotations and error messages. */
export interface SourceLocation {
  readonly file: string
  readonly line: number
  readonly column?: number
}

/** One rule judged. */
export interface Finding {
  /** Stable across runs, unique in a report: `recall.not-worse[origin=ORD]`. */
  readonly id: string
  /** The family of rule: `threshold`, `non-inferiority`, `column-drift`, `kpi`, `evidence`, ... */
  readonly kind: string
  /** What was asked, in words a reviewer understands: "recall is at most 0.02 worse than production". */
  readonly title: string
  readonly status: Status
  readonly outcome: Outcome
  /** One sentence: why this status, with the numbers. */
  readonly reason: string
  /** What to do about it, when the status is not `pass`. */
  readonly remedy?: string
  /** The part of the data it speaks of; absent for all of it. */
  readonly slice?: Readonly<Record<string, string>>
  readonly candidate?: Measurement
  readonly baseline?: Measurement
  /** candidate - baseline, signed so that positive is better. */
  readonly improvement?: Measurement
  /** The bound asked for, as it should be shown: ">= 0.92", "margin 0.02". */
  readonly required?: string
  readonly pValue?: number
  readonly adjustedPValue?: number
  readonly source?: SourceLocation
}

const order: Readonly<Record<Outcome, number>> = { pass: 0, warn: 1, fail: 2 }

/** The verdict of a set of findings is its worst outcome; nothing judged is a failure, not a success. */
export function verdictOf(findings: readonly Pick<Finding, 'outcome'>[]): Outcome {
  if (findings.length === 0) return 'fail'
  return findings.reduce<Outcome>(
    (worst, { outcome }) => (order[outcome] > order[worst] ? outcome : worst),
    'pass',
  )
}
