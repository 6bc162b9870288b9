import type { Numbers } from '../check.ts'
import { presort } from './presort.ts'
import { requireScores } from './score-input.ts'
import { thresholdCounts } from './threshold-counts.ts'

/**
 * False and true positive rates at every distinct score, from (0, 0) at an infinite threshold to (1, 1); scikit-learn's
 * roc_curve with drop_intermediate=False. A rate is NaN when its class does not occur.
 */
export function rocCurve(
  labels: Numbers,
  scores: Numbers,
  weights?: Numbers,
): {
  readonly falsePositiveRate: readonly number[]
  readonly truePositiveRate: readonly number[]
  readonly thresholds: readonly number[]
} {
  const used = requireScores('rocCurve', labels, scores, weights)
  const { thresholds, truePositives, falsePositives } = thresholdCounts(presort(scores), labels, scores, used)
  const [positives, negatives] = [truePositives.at(-1)!, falsePositives.at(-1)!]
  return {
    falsePositiveRate: [0, ...falsePositives].map((count) => count / negatives),
    truePositiveRate: [0, ...truePositives].map((count) => count / positives),
    thresholds: [Infinity, ...thresholds],
  }
}
