import { type Numbers, requirePositive } from '../check.ts'
import { requireShares } from './shares.ts'

/**
 * The population stability index, sum of (q - p) ln(q / p), each share floored at `epsilon` and not rescaled after: a
 * convention, so name the epsilon with the number. RangeError for negative values, a sum of 0, or lengths that differ.
 * Source: S. Kullback and R. Leibler, 1951, made symmetric; credit-scoring practice.
 */
export function populationStabilityIndex(p: Numbers, q: Numbers, epsilon = 1e-4): number {
  requirePositive('populationStabilityIndex', 'epsilon', epsilon)
  const [a, b] = requireShares('populationStabilityIndex', p, q)
  let sum = 0
  for (let k = 0; k < a.length; k++) {
    const [before, after] = [Math.max(epsilon, a[k]!), Math.max(epsilon, b[k]!)]
    sum += (after - before) * Math.log(after / before)
  }
  return sum
}
