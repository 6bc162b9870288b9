import type { Numbers } from '../check.ts'
import { requireRegression } from './regression-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Mean of 2 |predicted - actual| / (|predicted| + |actual|), 0 to 2 (the M4 competition's sMAPE without its factor
 * 100); 0 where both are 0. RangeError unless all values are finite.
 * Source: S. Makridakis et al., the M4 competition, 2020.
 */
export function symmetricAbsolutePercentageError(
  actual: Numbers,
  predicted: Numbers,
  weights?: Numbers,
): number {
  requireRegression('symmetricAbsolutePercentageError', actual, predicted)
  const share = (i: number) => {
    const gap = Math.abs(predicted[i]! - actual[i]!)
    return gap === 0 ? 0 : (2 * gap) / (Math.abs(predicted[i]!) + Math.abs(actual[i]!))
  }
  return weightedMean('symmetricAbsolutePercentageError', actual.length, share, weights)
}
