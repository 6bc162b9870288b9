import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Mean Poisson deviance of predicted counts, 2 (y log(y / p) - y + p), as scikit-learn's mean_poisson_deviance.
 * RangeError for negative actual values, or predictions that are not above 0.
 */
export function poissonDeviance(actual: Numbers, predicted: Numbers, weights?: Numbers): number {
  requireRegression('poissonDeviance', actual, predicted)
  const deviance = (i: number) => {
    const [y, p] = [actual[i]!, predicted[i]!]
    if (y < 0) throw new RangeError(`poissonDeviance: actual[${i}] must not be negative, got ${y}`)
    if (!(p > 0)) throw new RangeError(`poissonDeviance: predicted[${i}] must be above 0, got ${p}`)
    return 2 * ((y === 0 ? 0 : y * Math.log(y / p)) - y + p)
  }
  return weightedMean('poissonDeviance', actual.length, deviance, weights)
}
