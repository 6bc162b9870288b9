import { requirePositive } from '../check.ts'
import { incompleteGamma } from './incomplete-gamma.ts'

/**
 * P(X > x) for chi-square with `df` > 0 degrees of freedom; 1 at and below x = 0.
 * Source: scipy.stats.chi2.sf.
 */
export function chiSquareSurvival(x: number, df: number): number {
  requirePositive('chiSquareSurvival', 'df', df)
  if (Number.isNaN(x)) throw new RangeError('chiSquareSurvival: x must be a number, got NaN')
  return x <= 0 ? 1 : incompleteGamma(df / 2, x / 2).upper
}
