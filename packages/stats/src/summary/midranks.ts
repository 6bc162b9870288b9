import type { Numbers } from '../check.ts'
import { sortOrder } from './sort-order.ts'

/**
 * Ranks from 1, ties sharing their mean rank; no NaN.
 * Source: scipy.stats.rankdata.
 */
export function midranks(values: Numbers): Float64Array {
  const order = sortOrder(values)
  const ranks = new Float64Array(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + end + 1) / 2
    start = end
  }
  return ranks
}
