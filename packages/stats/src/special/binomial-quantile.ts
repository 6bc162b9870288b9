import { requireCount, requireProbability } from '../check.ts'
import { binomialCdf } from './binomial.ts'

/** As R's qbinom: a q that is a cumulative probability itself must find its k though both are rounded. */
const FUZZ = 64 * Number.EPSILON

/**
 * The smallest k with P(X <= k) >= q for X ~ Binomial(n, p).
 * Source: scipy.stats.binom.ppf.
 */
export function binomialQuantile(q: number, n: number, p: number): number {
  requireProbability('binomialQuantile', 'q', q)
  requireCount('binomialQuantile', 'n', n)
  let [low, high] = [-1, n]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (binomialCdf(middle, n, p) >= q * (1 - FUZZ)) high = middle
    else low = middle
  }
  return high
}
