import { type Numbers, requirePositive } from '../check.ts'
import { requireShares } from './shares.ts'

/**
 * The Jensen-Shannon distance (root of the divergence) of two lists of counts or shares: 0 alike, 1 (base 2) disjoint.
 * scipy.spatial.distance.jensenshannon. RangeError for negative values, a sum of 0, or lengths that differ.
 */
export function jensenShannonDistance(p: Numbers, q: Numbers, base = 2): number {
  requirePositive('jensenShannonDistance', 'base', base)
  const [a, b] = requireShares('jensenShannonDistance', p, q)
  let divergence = 0
  for (let k = 0; k < a.length; k++) {
    const middle = (a[k]! + b[k]!) / 2
    if (a[k]! > 0) divergence += a[k]! * Math.log(a[k]! / middle)
    if (b[k]! > 0) divergence += b[k]! * Math.log(b[k]! / middle)
  }
  return Math.sqrt(Math.max(0, divergence) / (2 * Math.log(base)))
}
