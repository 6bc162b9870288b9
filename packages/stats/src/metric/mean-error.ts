import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Mean of predicted - actual: the bias, positive when the model says too much. RangeError unless all values are finite
 * and the lengths equal.
 * Source: numpy.mean of the differences.
 */
export function meanError(actual: Numbers, predicted: Numbers, weights?: Numbers): number {
  requireRegression('meanError', actual, predicted)
  return weightedMean('meanError', actual.length, (i) => predicted[i]! - actual[i]!, weights)
}
