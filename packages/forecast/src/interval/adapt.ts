import type { Rehearsal } from '../pool/combine.ts'
import { scoreBound, peakScores } from './peaks.ts'

/** How strongly one day of misses moves the level. Gibbs & Candès try 0.005 a step; a rehearsal is 24 steps. */
const RATE = 0.05
/** The level may rise until one hour in 200 is missed, and never falls below what was asked for. */
const LEAST_MISSES = 0.005

/**
 * The level to ask for now, so that the level wanted is held: adaptive conformal inference (I. Gibbs, E. Candès,
 * NeurIPS 2021). Going through the rehearsals in order of time, each bounded by those before it, the level rises after
 * days with more misses than agreed and falls back after quiet ones. Load that grows or turns restless shows here first.
 */
export function adaptedLevel(
  folds: readonly Rehearsal[],
  hour: number,
  offset: number,
  level: number,
): number {
  const agreed = 1 - level
  let misses = agreed
  for (const fold of folds) {
    const before = folds.filter(({ origin, actual }) => origin + actual.length <= fold.origin)
    const bound = scoreBound(before, hour, offset, 1 - misses)
    if (bound === Infinity) continue
    const scores = peakScores(fold, hour, offset)
    const missed = scores.filter((score) => score > bound).length / Math.max(1, scores.length)
    misses = Math.min(agreed, Math.max(LEAST_MISSES, misses + RATE * (agreed - missed)))
  }
  return 1 - misses
}
