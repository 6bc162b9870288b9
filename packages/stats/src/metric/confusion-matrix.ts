import { type Numbers, requireBinary, requireSameLength, requireWeights } from '../check.ts'

/** Rows (or their weights) by truth and prediction; 1 is the positive class. */
export interface ConfusionMatrix {
  readonly tp: number
  readonly fp: number
  readonly tn: number
  readonly fn: number
}

/**
 * Counts 0/1 predictions against 0/1 labels. RangeError for other values, no rows, or lengths that differ.
 * Source: scikit-learn confusion_matrix.
 */
export function confusionMatrix(labels: Numbers, predicted: Numbers, weights?: Numbers): ConfusionMatrix {
  requireBinary('confusionMatrix', 'labels', labels)
  requireBinary('confusionMatrix', 'predicted', predicted)
  requireSameLength('confusionMatrix', 'labels', labels, 'predicted', predicted)
  if (weights) {
    requireSameLength('confusionMatrix', 'labels', labels, 'weights', weights)
    requireWeights('confusionMatrix', 'weights', weights)
  }
  let [tp, fp, tn, fn] = [0, 0, 0, 0]
  for (let i = 0; i < labels.length; i++) {
    const weight = weights ? weights[i]! : 1
    if (labels[i] === 1) {
      if (predicted[i] === 1) tp += weight
      else fn += weight
    } else if (predicted[i] === 1) fp += weight
    else tn += weight
  }
  return { tp, fp, tn, fn }
}
