import type { Numbers } from '../check.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { confusionRatios } from './confusion-ratios.ts'

/**
 * The harmonic mean of precision and recall, 2tp/(2tp+fp+fn); NaN when nothing is or is predicted positive. Labels and
 * predictions are 0 or 1.
 * Source: scikit-learn f1_score.
 */
export function f1(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  return confusionRatios(confusionMatrix(labels, predicted, weights)).f1
}
