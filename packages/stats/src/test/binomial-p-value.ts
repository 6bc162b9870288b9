import { requireCount, requireProbability } from '../check.ts'
import { binomialCdf, binomialUpperTail } from '../special/binomial.ts'

/**
 * Exact one-sided p of a proportion against p0: `greater` tests H0 "at most p0" (small: shown to be above it), `less`
 * the other way. RangeError unless 0 <= successes <= n, n >= 1 and both are whole.
 * Source: scipy.stats.binomtest, R binom.test.
 */
export function binomialPValue(
  successes: number,
  n: number,
  p0: number,
  alternative: 'greater' | 'less',
): number {
  requireCount('binomialPValue', 'n', n, 1)
  requireCount('binomialPValue', 'successes', successes)
  if (successes > n) throw new RangeError(`binomialPValue: ${successes} successes of ${n}`)
  requireProbability('binomialPValue', 'p0', p0)
  return alternative === 'greater' ? binomialUpperTail(successes, n, p0) : binomialCdf(successes, n, p0)
}
