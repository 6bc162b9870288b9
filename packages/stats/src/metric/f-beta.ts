import { type Numbers, requirePositive } from '../check.ts'
import { confusionMatrix } from './confusion-matrix.ts'

/**
 * The weighted harmonic mean of precision and recall in which recall counts `beta` times as much (C. van Rijsbergen,
 * Information Retrieval, 1979; scikit-learn fbeta_score); NaN when nothing is or is predicted positive. Labels and
 * predictions are 0 or 1; RangeError else, and for a beta that is not above 0.
 */
export function fBeta(labels: Numbers, predicted: Numbers, beta: number, weights?: Numbers): number {
  requirePositive('fBeta', 'beta', beta)
  const { tp, fp, fn } = confusionMatrix(labels, predicted, weights)
  const square = beta * beta
  return ((1 + square) * tp) / ((1 + square) * tp + square * fn + fp)
}
