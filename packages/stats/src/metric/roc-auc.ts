import type { Numbers } from '../check.ts'
import { presort } from './presort.ts'
import { requireScores } from './score-input.ts'
import { weightedRocAuc } from './weighted-roc-auc.ts'

/**
 * Area under the ROC curve, ties counted half: the chance that a positive row scores above a negative one.
 * NaN when only one class occurs. Labels are 0 or 1 and scores finite, else RangeError.
 * Source: scikit-learn roc_auc_score.
 */
export function rocAuc(labels: Numbers, scores: Numbers, weights?: Numbers): number {
  const used = requireScores('rocAuc', labels, scores, weights)
  return weightedRocAuc(presort(scores), labels, used)
}
