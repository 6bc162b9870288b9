import { type Numbers, requireFraction, requireTimes } from '../check.ts'
import { binomialUpperTail } from '../special/binomial.ts'
import { binomialQuantile } from '../special/binomial-quantile.ts'
import { ascending } from '../summary/ascending.ts'
import { invertedCdfQuantile } from '../summary/inverted-cdf-quantile.ts'
import type { Range } from './range.ts'

/**
 * The p-quantile (inverted distribution function) with the interval between two order statistics whose ranks come from
 * the binomial law, free of any assumption about the distribution (W. Conover, Practical Nonparametric Statistics, 3.2;
 * scipy.stats.quantile_test). Infinity is a value that was never seen to end, such as a request that timed out. An end
 * that too few values cannot give is infinite. RangeError for no values, NaN or -Infinity; independence is the caller's
 * claim: requests of one burst share their fate.
 */
export function quantileInterval(
  values: Numbers,
  p: number,
  level: number,
): Range & { readonly estimate: number } {
  requireFraction('quantileInterval', 'p', p)
  requireFraction('quantileInterval', 'level', level)
  requireTimes('quantileInterval', 'values', values, 1)
  const sorted = ascending(values)
  const tail = (1 - level) / 2
  const low = binomialQuantile(tail, sorted.length, p) - 1
  const high = upperQuantile(tail, sorted.length, p)
  return {
    estimate: invertedCdfQuantile(sorted, p),
    low: low < 0 ? -Infinity : sorted[low]!,
    high: high >= sorted.length ? Infinity : sorted[high]!,
  }
}

/** The smallest k with P(X > k) <= tail: the far tail itself, not one minus the near one. */
function upperQuantile(tail: number, n: number, p: number): number {
  let [low, high] = [-1, n]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (binomialUpperTail(middle + 1, n, p) <= tail) high = middle
    else low = middle
  }
  return high
}
