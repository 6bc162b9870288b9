import { type Numbers, requireProbability } from '../check.ts'
import { rocCurve } from './roc-curve.ts'

/**
 * Area under the ROC curve up to a false positive rate of `most`, standardised so that a useless score has 0.5 and a
 * perfect one 1 (D. McClish, Medical Decision Making 9, 1989): scikit-learn's roc_auc_score with max_fpr. Where only
 * few alarms can be looked at, the rest of the curve is of no interest. NaN when only one class occurs. Arguments as
 * rocAuc; RangeError for a rate that is not above 0 and at most 1.
 */
export function partialRocAuc(labels: Numbers, scores: Numbers, most: number, weights?: Numbers): number {
  requireProbability('partialRocAuc', 'most', most)
  if (most === 0) throw new RangeError('partialRocAuc: most must be above 0, got 0')
  const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(labels, scores, weights)
  let area = 0
  for (let k = 1; k < x.length && x[k - 1]! < most; k++) {
    const end = Math.min(x[k]!, most)
    const share = x[k] === x[k - 1] ? 1 : (end - x[k - 1]!) / (x[k]! - x[k - 1]!)
    const height = y[k - 1]! + share * (y[k]! - y[k - 1]!)
    area += ((end - x[k - 1]!) * (y[k - 1]! + height)) / 2
  }
  if (Number.isNaN(x.at(-1)!) || Number.isNaN(y.at(-1)!)) return Number.NaN
  const useless = (most * most) / 2
  return most === 1 ? area : (1 + (area - useless) / (most - useless)) / 2
}
