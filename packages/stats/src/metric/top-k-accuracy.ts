import { type Numbers, requireCount } from '../check.ts'
import { requireClassScores } from './class-scores.ts'
import { weightedMean } from './weighted-mean.ts'

/**
 * Share of rows whose true class is among the k best scored; `scores[c]` is the column of class c. Of tied classes the
 * true one comes last, so that a constant score earns nothing. RangeError for codes without a column.
 * Source: scikit-learn top_k_accuracy_score.
 */
export function topKAccuracy(
  labels: Numbers,
  scores: readonly Numbers[],
  k: number,
  weights?: Numbers,
): number {
  requireClassScores('topKAccuracy', labels, scores)
  requireCount('topKAccuracy', 'k', k, 1)
  const hit = (i: number) => {
    const own = scores[labels[i]!]![i]!
    return scores.filter((column, c) => c !== labels[i] && column[i]! >= own).length < k ? 1 : 0
  }
  return weightedMean('topKAccuracy', labels.length, hit, weights)
}
