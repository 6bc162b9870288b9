import type { Numbers } from '../check.ts'
import { presort } from './presort.ts'
import { requireScores } from './score-input.ts'
import { weightedAveragePrecision } from './weighted-average-precision.ts'

/**
 * Precision averaged over the steps of recall, without interpolation, as scikit-learn's average_precision_score.
 * NaN when no row is positive. Labels are 0 or 1 and scores finite, else RangeError.
 */
export function averagePrecision(labels: Numbers, scores: Numbers, weights?: Numbers): number {
  const used = requireScores('averagePrecision', labels, scores, weights)
  return weightedAveragePrecision(presort(scores), labels, used)
}
