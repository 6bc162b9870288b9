import { type Numbers, requireCodes, requireCount, requireSameLength, requireWeights } from '../check.ts'

/**
 * counts[label][predicted] over class codes 0..classes-1 (default: up to the largest code seen).
 * RangeError for codes that are not whole, or at or above `classes`.
 * Source: scikit-learn confusion_matrix.
 */
export function multiclassConfusion(
  labels: Numbers,
  predicted: Numbers,
  options: { readonly classes?: number; readonly weights?: Numbers } = {},
): number[][] {
  requireCodes('multiclassConfusion', 'labels', labels)
  requireCodes('multiclassConfusion', 'predicted', predicted)
  requireSameLength('multiclassConfusion', 'labels', labels, 'predicted', predicted)
  const { weights } = options
  if (weights) {
    requireSameLength('multiclassConfusion', 'labels', labels, 'weights', weights)
    requireWeights('multiclassConfusion', 'weights', weights)
  }
  let largest = 0
  for (let i = 0; i < labels.length; i++) largest = Math.max(largest, labels[i]!, predicted[i]!)
  const classes = options.classes ?? largest + 1
  requireCount('multiclassConfusion', 'classes', classes, largest + 1)
  const counts = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0))
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]![predicted[i]!]! += weights ? weights[i]! : 1
  return counts
}
