import { requireCount } from '../check.ts'
import { durbinMatrixCdf } from './durbin-matrix.ts'
import { stirlingSeries } from './log-gamma.ts'
import { pelzGoodCdf } from './pelz-good.ts'
import { smirnovSurvival } from './smirnov.ts'

/** Up to here the exact matrix method serves the whole centre of the distribution. */
const SMALL_N = 140

/**
 * P(D >= x) of the two-sided one-sample Kolmogorov-Smirnov statistic for n values: the finite-n distribution, not
 * Kolmogorov's limit, which is still 6 % off at n = 250. R. Simard and P. L'Ecuyer, "Computing the two-sided
 * Kolmogorov-Smirnov distribution", J. Stat. Software 39(11), 2011; agrees with scipy.stats.kstwo.sf.
 * n is a whole number of at least 1, else RangeError.
 */
export function kolmogorovSurvival(n: number, x: number): number {
  requireCount('kolmogorovSurvival', 'n', n, 1)
  if (Number.isNaN(x)) throw new RangeError('kolmogorovSurvival: x must be a number, got NaN')
  const t = n * x
  if (x >= 1) return 0
  if (t <= 0.5) return 1
  if (t <= 1) return 1 - rubenGambino(n, t)
  if (t >= n - 1) return 2 * (1 - x) ** n
  const square = t * x
  if (x >= 0.5 || square >= (n <= SMALL_N ? 4 : 2.2)) return square >= 370 ? 0 : 2 * smirnovSurvival(n, x)
  const exact = n <= SMALL_N || (n <= 100_000 && n * x ** 1.5 <= 1.4)
  const cdf = exact ? durbinMatrixCdf(n, x) : pelzGoodCdf(n, x)
  return Math.min(1, Math.max(0, 1 - cdf))
}

/** n!/n^n (2t-1)^n, the distribution function between x = 1/2n and 1/n (t = n x). */
function rubenGambino(n: number, t: number): number {
  if (n > SMALL_N) {
    return Math.exp(0.5 * Math.log(2 * Math.PI * n) - n + stirlingSeries(n) + n * Math.log(2 * t - 1))
  }
  let product = 1
  for (let i = 1; i <= n; i++) product *= (i / n) * (2 * t - 1)
  return product
}
