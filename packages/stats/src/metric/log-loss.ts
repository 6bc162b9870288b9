import type { Numbers } from '../check.ts'
import { requireProbabilities } from './score-input.ts'
import { weightedMean } from './weighted-mean.ts'

/** What scikit-learn clips at for doubles: one ulp of 1. */
const CLIP = Number.EPSILON

/**
 * Mean of -log(probability given to the truth), in nats; probabilities are of class 1, from 0 to 1.
 * Source: scikit-learn log_loss.
 */
export function logLoss(labels: Numbers, probabilities: Numbers, weights?: Numbers): number {
  requireProbabilities('logLoss', labels, probabilities)
  const loss = (i: number) => {
    const p = Math.min(1 - CLIP, Math.max(CLIP, probabilities[i]!))
    return -Math.log(labels[i] === 1 ? p : 1 - p)
  }
  return weightedMean('logLoss', labels.length, loss, weights)
}
