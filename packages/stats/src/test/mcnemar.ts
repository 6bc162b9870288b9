import { requireCount } from '../check.ts'
import { binomialCdf, binomialPmf } from '../special/binomial.ts'

/**
 * McNemar's test that two models err equally often, from the rows on which they differ: b only the first is right, c
 * only the second. Two-sided; `exact` is the binomial p, `midP` counts the observed table half (Fagerland, Lydersen,
 * Laake 2013). Both 1 when no row differs. RangeError unless both counts are whole.
 */
export function mcnemar(b: number, c: number): { readonly exact: number; readonly midP: number } {
  requireCount('mcnemar', 'b', b)
  requireCount('mcnemar', 'c', c)
  const n = b + c
  if (n === 0) return { exact: 1, midP: 1 }
  const fewer = Math.min(b, c)
  const tail = binomialCdf(fewer, n, 0.5)
  return {
    exact: Math.min(1, 2 * tail),
    midP: Math.min(1, 2 * (tail - 0.5 * binomialPmf(fewer, n, 0.5))),
  }
}
