import type { Numbers } from '../check.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { confusionRatios } from './confusion-ratios.ts'

/**
 * Of the rows predicted positive, the share that is; NaN when none is predicted positive. Labels and predictions are 0
 * or 1.
 * Source: scikit-learn precision_score.
 */
export function precision(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  return confusionRatios(confusionMatrix(labels, predicted, weights)).precision
}
