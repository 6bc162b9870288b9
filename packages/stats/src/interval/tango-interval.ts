import { requireFraction } from '../check.ts'
import { findRoot } from '../special/find-root.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import { type PairedCounts, requirePairedCounts, tangoScore } from '../test/tango-score.ts'
import type { Range } from './range.ts'

/**
 * The score interval of (b - c)/n, the candidate's improvement in a proportion of right answers on the same rows
 * (T. Tango, Statistics in Medicine 17, 1998). Right where few rows differ, and at zero cells. A lower end above
 * -margin at level 1 - 2 alpha is the same as `tangoPValue(counts, margin) < alpha`.
 * RangeError unless the counts are whole and b + c <= n, n >= 1.
 */
export function tangoInterval(counts: PairedCounts, level: number): Range {
  requirePairedCounts('tangoInterval', counts)
  requireFraction('tangoInterval', 'level', level)
  const z = -normalQuantile((1 - level) / 2)
  const estimate = (counts.b - counts.c) / counts.n
  const gap = (delta: number, target: number) => {
    const score = tangoScore(counts, delta)
    // Only 0/0 is NaN: at the estimate itself when no row differs, where the score is zero by symmetry.
    return (Number.isNaN(score) ? 0 : Math.max(-1e9, Math.min(1e9, score))) - target
  }
  return {
    low: estimate <= -1 ? -1 : findRoot((delta) => gap(delta, z), -1, estimate),
    high: estimate >= 1 ? 1 : findRoot((delta) => gap(delta, -z), estimate, 1),
  }
}
