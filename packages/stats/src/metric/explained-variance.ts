import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { moments } from '../summary/moments.ts'

/**
 * 1 less the variance of the residuals by that of the target: R squared that forgives a constant bias (scikit-learn
 * explained_variance_score). NaN when the target does not vary. RangeError unless values are finite and lengths equal.
 */
export function explainedVariance(actual: Numbers, predicted: Numbers): number {
  requireRegression('explainedVariance', actual, predicted)
  const residuals = Float64Array.from({ length: actual.length }, (_, i) => actual[i]! - predicted[i]!)
  const [left, all] = [moments(residuals).variance, moments(actual).variance]
  return all === 0 ? Number.NaN : 1 - left / all
}
