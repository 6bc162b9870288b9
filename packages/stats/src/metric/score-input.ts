import {
  type Numbers,
  requireBinary,
  requireFiniteValues,
  requireProbability,
  requireSameLength,
  requireWeights,
} from '../check.ts'

/** 0/1 labels with finite scores, equally long, and weights if given; returns the weights to use. */
export function requireScores(where: string, labels: Numbers, scores: Numbers, weights?: Numbers): Numbers {
  requireBinary(where, 'labels', labels)
  requireFiniteValues(where, 'scores', scores)
  requireSameLength(where, 'labels', labels, 'scores', scores)
  if (!weights) return new Uint8Array(labels.length).fill(1)
  requireSameLength(where, 'labels', labels, 'weights', weights)
  requireWeights(where, 'weights', weights)
  return weights
}

/** The same for scores that must be probabilities. */
export function requireProbabilities(where: string, labels: Numbers, probabilities: Numbers): void {
  requireBinary(where, 'labels', labels)
  requireSameLength(where, 'labels', labels, 'probabilities', probabilities)
  for (let i = 0; i < probabilities.length; i++) {
    requireProbability(where, `probabilities[${i}]`, probabilities[i]!)
  }
}
