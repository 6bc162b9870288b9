import { studentTSurvival } from '@mlops-actions/stats'

/**
 * How likely an effect at least this large is when nothing has moved, by the effects of windows that have not. Inside what
 * they span it is their rank (with the conformal +1); beyond it, where ranks end, they are taken for a sample of a normal
 * law - of their logarithms, if the effect is a distance - and the effect for one more of it: Student's prediction with
 * n - 1 degrees of freedom.
 *
 * @param effects of at least two windows
 * @param distance never negative, skewed to the right
 */
export function calibratedPValue(effect: number, effects: readonly number[], distance: boolean): number {
  if (Number.isNaN(effect)) return 0
  const n = effects.length
  const reached = effects.filter((one) => one >= effect).length
  const rank = (1 + reached) / (n + 1)
  const scale = (x: number): number => (distance ? Math.log(Math.max(x, LEAST)) : x)
  const scaled = effects.map(scale)
  const mean = scaled.reduce((sum, one) => sum + one, 0) / n
  const variance = scaled.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1)
  // Windows that are all alike have no spread to predict from.
  if (variance === 0) return rank
  const t = (scale(effect) - mean) / Math.sqrt(variance * (1 + 1 / n))
  const tail = studentTSurvival(t, n - 1)
  return reached === 0 ? tail : Math.max(tail, rank)
}

/** An effect of 0 has no logarithm. */
const LEAST = 1e-12
