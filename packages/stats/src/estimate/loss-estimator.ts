import { type Numbers, requireFiniteValues } from '../check.ts'
import { boostedTrees } from '../multivariate/boosted-trees.ts'
import { type Points, rowsOf } from '../multivariate/points.ts'
import { moments } from '../summary/moments.ts'

export interface LossEstimator {
  /**
   * Expected mean loss of rows without labels, and the standard error of a mean of so many rows, by the spread of the
   * reference's losses.
   */
  readonly estimate: (points: Points) => { readonly mean: number; readonly samplingError: number }
}

/**
 * Performance of a regression without labels, by a model of its loss (DLE: NannyML's direct loss estimation): learns on
 * labelled reference rows how large the absolute or squared error is where, and averages that over new rows. `points`
 * hold the features and the prediction itself. Losses are at least 0, so estimates are too. Blind to concept drift, and
 * to regions that the reference never saw. For RMSE take the root of the mean squared error's estimate.
 * RangeError for losses that are negative or not finite, or that do not match the rows.
 */
export function lossEstimator(
  reference: { readonly points: Points; readonly losses: Numbers },
  options: { readonly trees?: number; readonly depth?: number } = {},
): LossEstimator {
  const { points, losses } = reference
  requireFiniteValues('lossEstimator', 'losses', losses, 2)
  for (let i = 0; i < losses.length; i++) {
    if (losses[i]! < 0)
      throw new RangeError(`lossEstimator: losses[${i}] must not be negative, got ${losses[i]}`)
  }
  const model = boostedTrees({ points, target: losses, loss: 'squared', ...options })
  const { n, variance } = moments(losses)
  const spread = Math.sqrt((variance * (n - 1)) / n)
  const estimate = (asked: Points) => {
    const rows = rowsOf('lossEstimator', 'points', asked, 1)
    const predicted = model.predict(asked)
    let sum = 0
    for (const value of predicted) sum += Math.max(0, value)
    return { mean: sum / rows, samplingError: spread / Math.sqrt(rows) }
  }
  return { estimate }
}
