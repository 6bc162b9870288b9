import { type Numbers, requireWeights } from '../check.ts'

/** Mean of a per-row value over `n` rows; NaN when all weights are 0. RangeError for bad weights. */
export function weightedMean(
  where: string,
  n: number,
  value: (row: number) => number,
  weights?: Numbers,
): number {
  if (weights) {
    if (weights.length !== n) throw new RangeError(`${where}: ${weights.length} weights for ${n} rows`)
    requireWeights(where, 'weights', weights)
  }
  let [sum, total] = [0, 0]
  for (let i = 0; i < n; i++) {
    const weight = weights ? weights[i]! : 1
    sum += weight * value(i)
    total += weight
  }
  return sum / total
}
