import { requireFinite } from '../check.ts'
import { requireTwoProportions, type TwoProportions } from '../interval/newcombe-interval.ts'
import { normalSurvival } from '../special/normal.ts'
import { miettinenNurminenScore } from './miettinen-nurminen-score.ts'

/**
 * One-sided p of H0 "p1 - p2 is at most -margin" for independent groups (group 1 is the candidate): small means shown
 * to be no worse than the margin. 1 where nothing is known. RangeError for bad counts or a margin outside -1..1.
 * Source: O. Miettinen and M. Nurminen, Statistics in Medicine 4, 1985.
 */
export function miettinenNurminenPValue(counts: TwoProportions, margin: number): number {
  requireTwoProportions('miettinenNurminenPValue', counts)
  requireFinite('miettinenNurminenPValue', 'margin', margin)
  if (Math.abs(margin) >= 1) {
    throw new RangeError(`miettinenNurminenPValue: margin must be between -1 and 1, got ${margin}`)
  }
  const score = miettinenNurminenScore(counts, -margin)
  return Number.isNaN(score) ? 1 : normalSurvival(score)
}
