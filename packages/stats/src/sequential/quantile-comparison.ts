import { type Numbers, requireCount, requireFraction, requireTimes } from '../check.ts'
import { ascending } from '../summary/ascending.ts'
import { type CountEvidence, quantileEvidence } from './quantile-evidence.ts'

/**
 * Anytime-valid evidence that the p-quantiles of two streams differ, from all their values so far: the least, over
 * every point both might share as quantile, of the two streams' evidence against it (beta-binomial mixtures). Reject
 * once logE reaches log(1/alpha); `pValue` is 1/E, at most 1, also valid at every look. S. Howard and A. Ramdas,
 * Bernoulli 28(3), 2022, section 5; confseq's quantile_ab_p_value (which takes the neutral count as a share between
 * rows, by 6 digits). `tightestAt` values a stream is where it decides soonest. Infinity is a request that never ended.
 * RangeError for no values, NaN or -Infinity.
 */
export function quantileComparison(
  first: Numbers,
  second: Numbers,
  options: { readonly p: number; readonly tightestAt: number; readonly alpha?: number },
): { readonly logE: number; readonly pValue: number } {
  const { p, tightestAt, alpha = 0.05 } = options
  const at = 'quantileComparison'
  requireFraction(at, 'p', p)
  requireFraction(at, 'alpha', alpha)
  requireCount(at, 'tightestAt', tightestAt, 1)
  requireTimes(at, 'first', first, 1)
  requireTimes(at, 'second', second, 1)
  const evidence = quantileEvidence(p, alpha, tightestAt)
  const curves = [first, second].map((values) => evidenceCurve(ascending(values), evidence))
  let least = Infinity
  // Evidence of either stream only steps at its own values, so one of them, or just beside it, is the least.
  for (const values of [first, second]) {
    for (let i = 0; i < values.length; i++) {
      least = Math.min(least, curves[0]!(values[i]!) + curves[1]!(values[i]!))
    }
  }
  return { logE: least, pValue: Math.min(1, Math.exp(-least)) }
}

/**
 * Evidence against a point as quantile: the count of values at or below it may be as high as that, and as low as the
 * count below it; the kindest counts, the neutral one where it lies between.
 */
function evidenceCurve(sorted: Float64Array, evidence: CountEvidence): (point: number) => number {
  const n = sorted.length
  const neutral = leastEvidence(n, evidence)
  const atNeutral = evidence(neutral, n)
  return (point) => {
    const below = countWhere(sorted, (value) => value < point)
    const upTo = countWhere(sorted, (value) => value <= point)
    if (upTo < neutral) return evidence(upTo, n)
    return below > neutral ? evidence(below, n) : atNeutral
  }
}

/** The count, not whole, with the least evidence: golden-section search of a convex function. */
function leastEvidence(n: number, evidence: CountEvidence): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [0, n]
  for (let i = 0; i < 80; i++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)]
    if (evidence(a, n) < evidence(b, n)) high = b
    else low = a
  }
  return (low + high) / 2
}

function countWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}
