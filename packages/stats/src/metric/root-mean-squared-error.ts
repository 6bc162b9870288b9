import type { Numbers } from '../check.ts'
import { meanSquaredError } from './mean-squared-error.ts'

/**
 * The square root of the mean squared error, in the unit of the target.
 * Source: scikit-learn root_mean_squared_error.
 */
export function rootMeanSquaredError(actual: Numbers, predicted: Numbers, weights?: Numbers): number {
  return Math.sqrt(meanSquaredError(actual, predicted, weights))
}
