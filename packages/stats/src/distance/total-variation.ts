import type { Numbers } from '../check.ts'
import { requireShares } from './shares.ts'

/**
 * Half the sum of |p - q|: the share of rows that would have to change category. Counts or shares.
 * Source: A. Gibbs and F. Su, "On choosing and bounding probability metrics", 2002.
 */
export function totalVariation(p: Numbers, q: Numbers): number {
  const [a, b] = requireShares('totalVariation', p, q)
  return a.reduce((sum, share, k) => sum + Math.abs(share - b[k]!), 0) / 2
}
