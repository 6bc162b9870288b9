import { requireFinite } from '../check.ts'
import { normalSurvival } from '../special/normal.ts'
import { type PairedCounts, requirePairedCounts, tangoScore } from './tango-score.ts'

/**
 * One-sided p of H0 "the candidate's improvement is at most -margin" for paired proportions, by Tango's score test:
 * small means shown to be no worse than the margin. 1 where nothing is known (no row differs and no margin).
 * RangeError for bad counts or a margin outside -1..1.
 * Source: T. Tango, Statistics in Medicine 17, 1998.
 */
export function tangoPValue(counts: PairedCounts, margin: number): number {
  requirePairedCounts('tangoPValue', counts)
  requireFinite('tangoPValue', 'margin', margin)
  if (Math.abs(margin) >= 1)
    throw new RangeError(`tangoPValue: margin must be between -1 and 1, got ${margin}`)
  const score = tangoScore(counts, -margin)
  return Number.isNaN(score) ? 1 : normalSurvival(score)
}
