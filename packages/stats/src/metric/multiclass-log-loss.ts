import type { Numbers } from '../check.ts'
import { requireClassProbabilities } from './class-scores.ts'
import { weightedMean } from './weighted-mean.ts'

/** What scikit-learn clips at for doubles. */
const CLIP = Number.EPSILON

/**
 * Mean of -log(probability given to the true class), in nats; `probabilities[c]` is the column of class c. RangeError
 * for codes without a column, values outside 0..1, or rows that do not sum to 1.
 * Source: scikit-learn log_loss.
 */
export function multiclassLogLoss(
  labels: Numbers,
  probabilities: readonly Numbers[],
  weights?: Numbers,
): number {
  requireClassProbabilities('multiclassLogLoss', labels, probabilities)
  const loss = (i: number) => -Math.log(Math.min(1 - CLIP, Math.max(CLIP, probabilities[labels[i]!]![i]!)))
  return weightedMean('multiclassLogLoss', labels.length, loss, weights)
}
