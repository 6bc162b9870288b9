import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Mean of |predicted - actual| / |actual| as a share, not percent. An actual of 0 is taken as 2.2e-16, as scikit-learn
 * does: the result is then absurdly large rather than quietly without that row. RangeError unless all values are
 * finite.
 */
export function meanAbsolutePercentageError(actual: Numbers, predicted: Numbers, weights?: Numbers): number {
  requireRegression('meanAbsolutePercentageError', actual, predicted)
  return weightedMean(
    'meanAbsolutePercentageError',
    actual.length,
    (i) => Math.abs(predicted[i]! - actual[i]!) / Math.max(Math.abs(actual[i]!), Number.EPSILON),
    weights,
  )
}
