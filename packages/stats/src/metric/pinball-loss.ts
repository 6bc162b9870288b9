import { type Numbers, requireFraction } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Mean loss of forecasts of a quantile (0..1): too low costs `quantile` a unit, too high 1 - quantile (R. Koenker,
 * 1978; scikit-learn's mean_pinball_loss). RangeError unless all values are finite and the lengths equal.
 */
export function pinballLoss(
  actual: Numbers,
  predicted: Numbers,
  quantile: number,
  weights?: Numbers,
): number {
  requireRegression('pinballLoss', actual, predicted)
  requireFraction('pinballLoss', 'quantile', quantile)
  const loss = (i: number) => {
    const gap = actual[i]! - predicted[i]!
    return gap >= 0 ? quantile * gap : (quantile - 1) * gap
  }
  return weightedMean('pinballLoss', actual.length, loss, weights)
}
