import type { Numbers } from '../check.ts'
import type { Presorted } from './presort.ts'

/**
 * Average precision of weighted rows in O(n), for bootstrap replicates: nothing is checked, the caller has done so
 * once. NaN when no positive row has weight.
 * Source: scikit-learn average_precision_score.
 */
export function weightedAveragePrecision(
  { order, lastOfTies }: Presorted,
  labels: Numbers,
  weights: Numbers,
): number {
  let [sum, positives, total, positivesHere] = [0, 0, 0, 0]
  for (let k = order.length - 1; k >= 0; k--) {
    const row = order[k]!
    total += weights[row]!
    if (labels[row] === 1) positivesHere += weights[row]!
    const firstOfTies = k === 0 || lastOfTies[k - 1] === 1
    if (!firstOfTies || positivesHere === 0) continue
    positives += positivesHere
    sum += (positivesHere * positives) / total
    positivesHere = 0
  }
  return sum / positives
}
