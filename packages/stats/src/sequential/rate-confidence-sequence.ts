import { requireCount, requireFraction } from '../check.ts'
import type { Range } from '../interval/range.ts'
import { findRoot } from '../special/find-root.ts'
import { betaBinomialMixture } from './beta-binomial-mixture.ts'

/** Rates so near 0 or 1 are not told apart from them. */
const EDGE = 1e-12

/**
 * The rates that so many successes of so many trials do not refute at `alpha`, valid at every look at once: Wilson's
 * interval for data one watches. Tightest near `tightestAt` trials. confseq's bernoulli_confidence_interval.
 * RangeError unless counts are whole and successes at most trials. No trials: 0 to 1.
 */
export function rateConfidenceSequence(
  successes: number,
  trials: number,
  alpha: number,
  tightestAt: number,
): Range {
  const at = 'rateConfidenceSequence'
  requireCount(at, 'trials', trials)
  requireCount(at, 'successes', successes)
  requireCount(at, 'tightestAt', tightestAt, 1)
  requireFraction(at, 'alpha', alpha)
  if (successes > trials) throw new RangeError(`${at}: ${successes} successes of ${trials}`)
  if (trials === 0) return { low: 0, high: 1 }
  const excess = (rate: number) => {
    const variance = rate * (1 - rate)
    const mixture = betaBinomialMixture({
      below: rate,
      above: 1 - rate,
      at: tightestAt * variance,
      alpha,
      side: 'two-sided',
    })
    return mixture.logE({ sum: successes - trials * rate, variance: trials * variance }) - Math.log(1 / alpha)
  }
  const rate = Math.min(1 - EDGE, Math.max(EDGE, successes / trials))
  return {
    low: successes === 0 || excess(EDGE) <= 0 ? 0 : findRoot(excess, EDGE, rate),
    high: successes === trials || excess(1 - EDGE) <= 0 ? 1 : findRoot(excess, rate, 1 - EDGE),
  }
}
