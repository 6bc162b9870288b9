import { type Numbers, requireCount, requireFraction, requireTimes } from '../check.ts'
import type { Range } from '../interval/range.ts'
import { ascending } from '../summary/ascending.ts'
import { quantileEvidence } from './quantile-evidence.ts'

/**
 * The values that independent values so far do not refute as p-quantile at `alpha`, valid at every look at once: the
 * quantileInterval for data one watches. A value is refuted when the count at or below it (or of those below it) is too
 * far from p n for the beta-binomial mixture. S. Howard and A. Ramdas, Bernoulli 28(3), 2022, section 3. Tightest near
 * `tightestAt` values. Infinity is a request that never ended; an end that too few values cannot give is infinite.
 * RangeError for NaN, -Infinity or numbers beyond their range.
 */
export function quantileConfidenceSequence(
  values: Numbers,
  p: number,
  alpha: number,
  tightestAt: number,
): Range {
  const at = 'quantileConfidenceSequence'
  requireFraction(at, 'p', p)
  requireFraction(at, 'alpha', alpha)
  requireCount(at, 'tightestAt', tightestAt, 1)
  requireTimes(at, 'values', values)
  const n = values.length
  if (n === 0) return { low: -Infinity, high: Infinity }
  const sorted = ascending(values)
  const evidence = quantileEvidence(p, alpha, tightestAt)
  const refuted = (count: number) => evidence(count, n) >= Math.log(1 / alpha)
  // Ever fewer values below p n are ever stronger evidence, and so are ever more above: two borders.
  const fewest = firstWhere(0, Math.floor(n * p), (count) => !refuted(count))
  const most = firstWhere(Math.ceil(n * p), n, refuted) - 1
  const tooMany = most >= n || !refuted(n)
  return {
    low: fewest === 0 && !refuted(0) ? -Infinity : sorted[fewest - 1]!,
    high: tooMany ? Infinity : sorted[most]!,
  }
}

/** The smallest count from `low` to `high` that passes, `high` if none before it does. */
function firstWhere(low: number, high: number, passes: (count: number) => boolean): number {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (passes(middle)) to = middle
    else from = middle + 1
  }
  return to
}
