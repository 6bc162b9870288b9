import { requireCount, requireProbability } from '../check.ts'
import { incompleteBeta } from './incomplete-beta.ts'
import { binomialTerm } from './saddle-point.ts'

/**
 * P(X = k) for X ~ Binomial(n, p); 0 outside 0..n.
 * Source: C. Loader, 2000; scipy.stats.binom.pmf.
 */
export function binomialPmf(k: number, n: number, p: number): number {
  requireCount('binomialPmf', 'n', n)
  requireProbability('binomialPmf', 'p', p)
  return Number.isInteger(k) && k >= 0 && k <= n ? binomialTerm(k, n, p, 1 - p) : 0
}

/**
 * P(X <= k) for X ~ Binomial(n, p).
 * Source: scipy.stats.binom.cdf.
 */
export function binomialCdf(k: number, n: number, p: number): number {
  requireCount('binomialCdf', 'n', n)
  requireProbability('binomialCdf', 'p', p)
  if (!(k >= 0)) return 0
  if (k >= n) return 1
  return incompleteBeta(Math.floor(k) + 1, n - Math.floor(k), p).upper
}

/**
 * P(X >= k) for X ~ Binomial(n, p): the upper tail, `k` included.
 * Source: scipy.stats.binom.sf.
 */
export function binomialUpperTail(k: number, n: number, p: number): number {
  requireCount('binomialUpperTail', 'n', n)
  requireProbability('binomialUpperTail', 'p', p)
  if (k <= 0) return 1
  if (k > n) return 0
  return incompleteBeta(Math.ceil(k), n - Math.ceil(k) + 1, p).lower
}
