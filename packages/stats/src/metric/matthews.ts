import type { Numbers } from '../check.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { confusionRatios } from './confusion-ratios.ts'

/**
 * Matthews' correlation coefficient; 0 when labels or predictions are constant. Labels and predictions are 0 or 1.
 * Source: B. Matthews, 1975; scikit-learn matthews_corrcoef.
 */
export function matthews(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  return confusionRatios(confusionMatrix(labels, predicted, weights)).matthews
}
