import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Coefficient of determination, 1 - residual/total sum of squares; NaN when the target does not vary.
 * Source: scikit-learn r2_score.
 */
export function r2(actual: Numbers, predicted: Numbers, weights?: Numbers): number {
  requireRegression('r2', actual, predicted)
  const n = actual.length
  const centre = weightedMean('r2', n, (i) => actual[i]!, weights)
  const residual = weightedMean('r2', n, (i) => (actual[i]! - predicted[i]!) ** 2, weights)
  const total = weightedMean('r2', n, (i) => (actual[i]! - centre) ** 2, weights)
  return total > 0 ? 1 - residual / total : Number.NaN
}
