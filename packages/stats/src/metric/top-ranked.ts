import { type Numbers, requireBinary, requireCount } from '../check.ts'
import { meanOverQueries, rowsByQuery } from './rows-by-query.ts'

/** What the first k ranks of a query hold. */
export interface TopRanked {
  /** Of the k ranks, the share that is relevant; a query with fewer rows fills the rest with nothing. */
  readonly precision: number
  /** Of the relevant rows, the share among the first k; queries without any are left out. */
  readonly recall: number
  /** Share of queries with a relevant row among the first k, of those that have one. */
  readonly hitRate: number
}

/**
 * Precision, recall and hit rate of the first `k` ranks, mean over queries (C. Manning, P. Raghavan and H. Schuetze,
 * Introduction to Information Retrieval, 2008, 8.4). Of rows with equal scores those that are not relevant come first,
 * so that a constant score earns nothing by chance. NaN where no query counts. Relevance is 0 or 1, scores finite,
 * RangeError else.
 */
export function topRanked(relevance: Numbers, scores: Numbers, queries: Numbers, k: number): TopRanked {
  requireBinary('topRanked', 'relevance', relevance)
  requireCount('topRanked', 'k', k, 1)
  const each = rowsByQuery('topRanked', relevance, scores, queries).map((rows) => {
    const order = [...rows].sort((a, b) => scores[b]! - scores[a]! || relevance[a]! - relevance[b]!)
    const relevant = rows.reduce((sum, row) => sum + relevance[row]!, 0)
    const found = order.slice(0, k).reduce((sum, row) => sum + relevance[row]!, 0)
    return {
      precision: found / k,
      recall: found / relevant,
      hit: relevant === 0 ? Number.NaN : Math.min(1, found),
    }
  })
  return {
    precision: meanOverQueries(each.map(({ precision }) => precision)),
    recall: meanOverQueries(each.map(({ recall }) => recall)),
    hitRate: meanOverQueries(each.map(({ hit }) => hit)),
  }
}
