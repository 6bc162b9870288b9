import { type Numbers, requireBinary } from '../check.ts'
import { averagePrecision } from './average-precision.ts'
import { meanOverQueries, rowsByQuery } from './rows-by-query.ts'

/**
 * Average precision (as averagePrecision), mean over queries that have a relevant row; NaN when none has. Relevance is
 * 0 or 1, scores finite, else RangeError.
 * Source: scikit-learn average_precision_score, by query.
 */
export function meanAveragePrecision(relevance: Numbers, scores: Numbers, queries: Numbers): number {
  requireBinary('meanAveragePrecision', 'relevance', relevance)
  const groups = rowsByQuery('meanAveragePrecision', relevance, scores, queries)
  return meanOverQueries(
    groups.map((rows) =>
      averagePrecision(
        rows.map((row) => relevance[row]!),
        rows.map((row) => scores[row]!),
      ),
    ),
  )
}
