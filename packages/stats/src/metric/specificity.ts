import type { Numbers } from '../check.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { confusionRatios } from './confusion-ratios.ts'

/**
 * Of the negative rows, the share predicted so; NaN when there is none. Labels and predictions are 0 or 1.
 * Source: scikit-learn recall_score of class 0.
 */
export function specificity(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  return confusionRatios(confusionMatrix(labels, predicted, weights)).specificity
}
