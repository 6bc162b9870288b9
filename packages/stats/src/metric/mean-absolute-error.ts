import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Mean of |predicted - actual|. RangeError unless all values are finite and the lengths equal.
 * Source: scikit-learn mean_absolute_error.
 */
export function meanAbsoluteError(actual: Numbers, predicted: Numbers, weights?: Numbers): number {
  requireRegression('meanAbsoluteError', actual, predicted)
  return weightedMean(
    'meanAbsoluteError',
    actual.length,
    (i) => Math.abs(predicted[i]! - actual[i]!),
    weights,
  )
}
