import type { Numbers } from '../check.ts'
import { requireShares } from './shares.ts'

/**
 * The Hellinger distance of two lists of counts or shares: 0 alike, 1 disjoint.
 * Source: E. Hellinger, 1909; as NannyML.
 */
export function hellinger(p: Numbers, q: Numbers): number {
  const [a, b] = requireShares('hellinger', p, q)
  return Math.sqrt(a.reduce((sum, share, k) => sum + (Math.sqrt(share) - Math.sqrt(b[k]!)) ** 2, 0) / 2)
}
