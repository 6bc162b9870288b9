import type { Numbers } from '../check.ts'
import { quantile } from '../summary/quantile.ts'
import { requireRegression } from './regression-input.ts'

/**
 * Median of |predicted - actual|, unweighted.
 * Source: scikit-learn median_absolute_error.
 */
export function medianAbsoluteError(actual: Numbers, predicted: Numbers): number {
  requireRegression('medianAbsoluteError', actual, predicted)
  const errors = Float64Array.from({ length: actual.length }, (_, i) => Math.abs(predicted[i]! - actual[i]!))
  return quantile(errors.sort(), 0.5)
}
