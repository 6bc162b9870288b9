import { requireProbability } from '../check.ts'
import { findRoot } from './find-root.ts'
import { incompleteBeta } from './incomplete-beta.ts'

/**
 * The x with I_x(a, b) = p. a, b > 0 and 0 <= p <= 1, else RangeError.
 * Source: scipy.special.betaincinv.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability('betaQuantile', 'p', p)
  if (p === 0 || p === 1) return p
  // Each tail is searched in its own small numbers.
  return p <= 0.5
    ? findRoot((x) => incompleteBeta(a, b, x).lower - p, 0, 1)
    : findRoot((x) => 1 - p - incompleteBeta(a, b, x).upper, 0, 1)
}
