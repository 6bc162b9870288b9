import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'

/** The largest |predicted - actual| (scikit-learn max_error). RangeError unless values are finite and lengths equal. */
export function maxError(actual: Numbers, predicted: Numbers): number {
  requireRegression('maxError', actual, predicted)
  let most = 0
  for (let i = 0; i < actual.length; i++) most = Math.max(most, Math.abs(predicted[i]! - actual[i]!))
  return most
}
