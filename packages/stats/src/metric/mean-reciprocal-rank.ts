import { type Numbers, requireBinary } from '../check.ts'
import { meanOverQueries, rowsByQuery } from './rows-by-query.ts'

/**
 * One by the rank of the first relevant row, mean over queries that have one; NaN when none has. Of tied scores the
 * relevant row comes last, so that a constant score earns nothing. Relevance is 0 or 1, scores finite, else RangeError.
 * Source: E. Voorhees, TREC-8, 1999.
 */
export function meanReciprocalRank(relevance: Numbers, scores: Numbers, queries: Numbers): number {
  requireBinary('meanReciprocalRank', 'relevance', relevance)
  const groups = rowsByQuery('meanReciprocalRank', relevance, scores, queries)
  return meanOverQueries(
    groups.map((rows) => {
      const relevant = rows.filter((row) => relevance[row] === 1)
      if (relevant.length === 0) return Number.NaN
      const best = relevant.reduce((top, row) => Math.max(top, scores[row]!), -Infinity)
      return 1 / (1 + rows.filter((row) => relevance[row] === 0 && scores[row]! >= best).length)
    }),
  )
}
