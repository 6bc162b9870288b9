import { requireFraction, requirePositive } from '../check.ts'
import { findRoot } from './find-root.ts'
import { incompleteBeta } from './incomplete-beta.ts'
import { normalQuantile } from './normal-quantile.ts'

/**
 * P(T > t) for Student's t with `df` > 0 degrees of freedom (need not be whole), tails kept exact.
 * Source: scipy.stats.t.sf.
 */
export function studentTSurvival(t: number, df: number): number {
  requirePositive('studentTSurvival', 'df', df)
  if (Number.isNaN(t)) throw new RangeError('studentTSurvival: t must be a number, got NaN')
  if (t === Infinity) return 0
  if (t === -Infinity) return 1
  const square = t * t
  const tail = incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square)).lower / 2
  return t > 0 ? tail : 1 - tail
}

/**
 * The t with P(T <= t) = p for 0 < p < 1.
 * Source: scipy.stats.t.ppf.
 */
export function studentTQuantile(p: number, df: number): number {
  requireFraction('studentTQuantile', 'p', p)
  requirePositive('studentTQuantile', 'df', df)
  if (p === 0.5) return 0
  const tail = Math.min(p, 1 - p)
  let high = Math.max(1, -normalQuantile(tail))
  while (studentTSurvival(high, df) > tail) high *= 2
  // On a log scale the tail is nearly a line, so the search takes few steps.
  const target = Math.log(tail)
  const t = findRoot((x) => Math.log(studentTSurvival(x, df)) - target, 0, high)
  return p < 0.5 ? -t : t
}
