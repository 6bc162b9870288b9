import type { Numbers } from '../check.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { confusionRatios } from './confusion-ratios.ts'

/**
 * The mean of recall and specificity; NaN unless both classes occur. Labels and predictions are 0 or 1.
 * Source: scikit-learn balanced_accuracy_score.
 */
export function balancedAccuracy(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  return confusionRatios(confusionMatrix(labels, predicted, weights)).balancedAccuracy
}
