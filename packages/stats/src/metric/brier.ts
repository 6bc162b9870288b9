import type { Numbers } from '../check.ts'
import { requireProbabilities } from './score-input.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Mean of (probability - label)^2, 0 to 1, lower is better; probabilities are of class 1.
 * Source: G. Brier, 1950; scikit-learn brier_score_loss.
 */
export function brier(labels: Numbers, probabilities: Numbers, weights?: Numbers): number {
  requireProbabilities('brier', labels, probabilities)
  return weightedMean('brier', labels.length, (i) => (probabilities[i]! - labels[i]!) ** 2, weights)
}
