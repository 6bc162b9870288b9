import type { Values } from '../evidence/evidence.ts'

/** How often each combination of truth, candidate's and baseline's answer occurs. */
export interface PairCounts {
  readonly truths: Int32Array
  readonly candidate: Int32Array
  readonly baseline: Int32Array
  readonly counts: Float64Array
  /** What resampling supposes instead of `counts`. */
  readonly rates: Float64Array
}

/**
 * Rate of a disagreement that was not seen. A resample of rows that all agree always agrees, which would make thirty
 * rows as convincing as a million; half a row of each kind of disagreement keeps the interval open, as the pseudo-counts
 * of A. Agresti and Y. Min do (Statistics in Medicine 24, 2005).
 */
const UNSEEN = 0.5

/** Kinds of row with their counts; without a baseline the candidate stands in for it. */
export function countPairs(truths: Values, candidate: Values, baseline: Values | undefined): PairCounts {
  const classes = 1 + Math.max(largest(truths), largest(candidate), baseline ? largest(baseline) : 0, 1)
  const counted = new Map<number, number>()
  for (let i = 0; i < truths.length; i++) {
    const ours = candidate[i]!
    const kind = (truths[i]! * classes + ours) * classes + (baseline ? baseline[i]! : ours)
    counted.set(kind, (counted.get(kind) ?? 0) + 1)
  }
  const supposed = new Map(counted)
  for (const kind of unseenKinds(new Set(truths), classes, baseline !== undefined)) {
    supposed.set(kind, Math.max(UNSEEN, supposed.get(kind) ?? 0))
  }
  const kinds = [...supposed.keys()].sort((a, b) => a - b)
  return {
    truths: Int32Array.from(kinds, (kind) => Math.floor(kind / classes / classes)),
    candidate: Int32Array.from(kinds, (kind) => Math.floor(kind / classes) % classes),
    baseline: Int32Array.from(kinds, (kind) => kind % classes),
    counts: Float64Array.from(kinds, (kind) => counted.get(kind) ?? 0),
    rates: Float64Array.from(kinds, (kind) => supposed.get(kind)!),
  }
}

/** For every class that occurs: only the candidate wrong, only the baseline wrong; or, alone, the candidate wrong. */
function unseenKinds(occurring: ReadonlySet<number>, classes: number, paired: boolean): readonly number[] {
  return [...occurring].flatMap((truth) => {
    const wrong = (truth + 1) % classes
    const kind = (ours: number, theirs: number): number => (truth * classes + ours) * classes + theirs
    return paired ? [kind(wrong, truth), kind(truth, wrong)] : [kind(wrong, wrong)]
  })
}

function largest(values: Values): number {
  let most = 0
  for (const value of values) if (value > most) most = value
  return most
}
