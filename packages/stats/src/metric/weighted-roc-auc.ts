import type { Numbers } from '../check.ts'
import type { Presorted } from './presort.ts'

/**
 * ROC AUC of weighted rows in O(n), for bootstrap replicates: nothing is checked, the caller has done so once.
 * NaN when a class has no weight.
 * Source: scikit-learn roc_auc_score.
 */
export function weightedRocAuc({ order, lastOfTies }: Presorted, labels: Numbers, weights: Numbers): number {
  let [area, below, positives, negativesHere, positivesHere] = [0, 0, 0, 0, 0]
  for (let k = 0; k < order.length; k++) {
    const row = order[k]!
    // Multiplied, not branched on: labels in order of the score are as good as random to a branch predictor.
    const positive = weights[row]! * labels[row]!
    positivesHere += positive
    negativesHere += weights[row]! - positive
    if (lastOfTies[k] === 0) continue
    area += positivesHere * (below + negativesHere / 2)
    below += negativesHere
    positives += positivesHere
    negativesHere = 0
    positivesHere = 0
  }
  return area / (positives * below)
}
