import { type Numbers, requireCount } from '../check.ts'
import { meanOverQueries, rowsByQuery } from './rows-by-query.ts'

/**
 * Normalised discounted cumulative gain (K. Jarvelin and J. Kekalainen, ACM TOIS 20, 2002), mean over queries:
 * relevance (0 and up) is the gain, log2(rank + 1) its discount, only the first k ranks count. Tied scores share their
 * mean gain, as scikit-learn's ndcg_score. Queries without any relevance say nothing of an order and are left out
 * (scikit-learn counts them 0); NaN when none is left. RangeError for negative relevance or values that are not finite.
 */
export function ndcg(
  relevance: Numbers,
  scores: Numbers,
  queries: Numbers,
  k = Number.MAX_SAFE_INTEGER,
): number {
  requireCount('ndcg', 'k', k, 1)
  const groups = rowsByQuery('ndcg', relevance, scores, queries)
  for (let i = 0; i < relevance.length; i++) {
    if (relevance[i]! < 0)
      throw new RangeError(`ndcg: relevance[${i}] must not be negative, got ${relevance[i]}`)
  }
  return meanOverQueries(
    groups.map((rows) => {
      const gains = rows.map((row) => relevance[row]!)
      return (
        gain(
          gains,
          rows.map((row) => scores[row]!),
          k,
        ) / gain(gains, gains, k)
      )
    }),
  )
}

/** DCG of gains ordered by score, ties at their expectation over all orders. */
function gain(gains: readonly number[], scores: readonly number[], k: number): number {
  const order = gains.map((_, i) => i).sort((i, j) => scores[j]! - scores[i]!)
  let [sum, start] = [0, 0]
  while (start < Math.min(k, order.length)) {
    let end = start
    let [tied, discount] = [0, 0]
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) {
      tied += gains[order[end]!]!
      if (end < k) discount += 1 / Math.log2(end + 2)
      end++
    }
    sum += (tied / (end - start)) * discount
    start = end
  }
  return sum
}
