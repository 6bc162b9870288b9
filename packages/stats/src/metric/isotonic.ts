import { type Numbers, requireFiniteValues, requireSameLength, requireWeights } from '../check.ts'
import { sortOrder } from '../summary/sort-order.ts'

/** Corners of a rising curve: straight between, level outside. */
export interface IsotonicCurve {
  readonly x: Float64Array
  readonly y: Float64Array
}

/**
 * The rising step function closest to y in weighted squares, by pooling adjacent violators (M. Ayer et al., Ann. Math.
 * Stat. 26, 1955): turns scores into calibrated probabilities. Equal x share their mean, rows of weight 0 are left out;
 * scikit-learn's IsotonicRegression. RangeError for no row with weight, or values that are not finite.
 */
export function isotonic(x: Numbers, y: Numbers, weights?: Numbers): IsotonicCurve {
  requireFiniteValues('isotonic', 'x', x)
  requireFiniteValues('isotonic', 'y', y)
  requireSameLength('isotonic', 'x', x, 'y', y)
  if (weights) {
    requireSameLength('isotonic', 'x', x, 'weights', weights)
    requireWeights('isotonic', 'weights', weights)
  }
  const points: number[] = []
  /** Runs of points that share a value. */
  const blocks: { sum: number; weight: number; points: number }[] = []
  for (const row of sortOrder(x)) {
    const weight = weights ? weights[row]! : 1
    if (weight === 0) continue
    const last = blocks.at(-1)
    if (last && points.at(-1) === x[row]) {
      last.sum += weight * y[row]!
      last.weight += weight
      continue
    }
    // A point is complete once the next begins; only then may it pull earlier ones along.
    pool(blocks)
    points.push(x[row]!)
    blocks.push({ sum: weight * y[row]!, weight, points: 1 })
  }
  pool(blocks)
  if (points.length === 0) throw new RangeError('isotonic: no row has a weight')
  const level = blocks.flatMap(({ sum, weight, points }) => Array<number>(points).fill(sum / weight))
  return { x: Float64Array.from(points), y: Float64Array.from(level) }
}

function pool(blocks: { sum: number; weight: number; points: number }[]): void {
  while (blocks.length > 1) {
    const [before, last] = blocks.slice(-2) as [(typeof blocks)[0], (typeof blocks)[0]]
    if (before.sum / before.weight < last.sum / last.weight) return
    blocks.pop()
    before.sum += last.sum
    before.weight += last.weight
    before.points += last.points
  }
}
