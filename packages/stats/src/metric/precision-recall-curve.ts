import type { Numbers } from '../check.ts'
import { presort } from './presort.ts'
import { requireScores } from './score-input.ts'
import { thresholdCounts } from './threshold-counts.ts'

/**
 * Precision and recall at every distinct score, thresholds ascending, closed by the point (1, 0) that has no threshold;
 * scikit-learn's precision_recall_curve. Recall is NaN when no row is positive.
 */
export function precisionRecallCurve(
  labels: Numbers,
  scores: Numbers,
  weights?: Numbers,
): {
  readonly precision: readonly number[]
  readonly recall: readonly number[]
  readonly thresholds: readonly number[]
} {
  const used = requireScores('precisionRecallCurve', labels, scores, weights)
  const counts = thresholdCounts(presort(scores), labels, scores, used)
  const positives = counts.truePositives.at(-1)!
  const precision = counts.truePositives.map((tp, k) => {
    const called = tp + counts.falsePositives[k]!
    return called === 0 ? 0 : tp / called
  })
  return {
    precision: [...precision.reverse(), 1],
    recall: [...counts.truePositives.map((tp) => tp / positives).reverse(), 0],
    thresholds: [...counts.thresholds].reverse(),
  }
}
