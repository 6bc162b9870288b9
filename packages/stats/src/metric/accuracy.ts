import { type Numbers, requireCodes, requireSameLength } from '../check.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Share of rows whose predicted class code equals the label; for two classes and for many.
 * Source: scikit-learn accuracy_score.
 */
export function accuracy(labels: Numbers, predicted: Numbers, weights?: Numbers): number {
  requireCodes('accuracy', 'labels', labels)
  requireCodes('accuracy', 'predicted', predicted)
  requireSameLength('accuracy', 'labels', labels, 'predicted', predicted)
  return weightedMean('accuracy', labels.length, (i) => (labels[i] === predicted[i] ? 1 : 0), weights)
}
