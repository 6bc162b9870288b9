import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Mean of (predicted - actual)^2. RangeError unless all values are finite and the lengths equal.
 * Source: scikit-learn mean_squared_error.
 */
export function meanSquaredError(actual: Numbers, predicted: Numbers, weights?: Numbers): number {
  requireRegression('meanSquaredError', actual, predicted)
  return weightedMean('meanSquaredError', actual.length, (i) => (predicted[i]! - actual[i]!) ** 2, weights)
}
