import { type Numbers, requireCodes, requireFiniteValues, requireSameLength } from '../check.ts'

/** Rows of each query, queries in the order in which they first occur; scores finite and as many as the rest. */
export function rowsByQuery(
  where: string,
  relevance: Numbers,
  scores: Numbers,
  queries: Numbers,
): readonly (readonly number[])[] {
  requireFiniteValues(where, 'relevance', relevance)
  requireFiniteValues(where, 'scores', scores)
  requireCodes(where, 'queries', queries)
  requireSameLength(where, 'relevance', relevance, 'scores', scores)
  requireSameLength(where, 'relevance', relevance, 'queries', queries)
  const rows = new Map<number, number[]>()
  for (let i = 0; i < queries.length; i++) {
    const own = rows.get(queries[i]!)
    if (own) own.push(i)
    else rows.set(queries[i]!, [i])
  }
  return [...rows.values()]
}

/** The mean over queries on which the metric is defined; NaN when there is none. */
export function meanOverQueries(values: readonly number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value))
  return defined.reduce((sum, value) => sum + value, 0) / defined.length
}
