import { requireFraction } from '../check.ts'
import type { Range } from '../interval/range.ts'
import { findRoot } from '../special/find-root.ts'
import { logSumExp } from '../special/log-sum-exp.ts'
import { alternatives } from './alternatives.ts'
import { dispersionOf, fitLogRatio, LARGEST_LOG_RATIO, logLikelihood } from './conditional-likelihood.ts'
import { conditionalLooks, type RateLook } from './rate-look.ts'

/**
 * The rate ratios canary/stable that the looks so far do not refute at `alpha`, valid at every look at once: those
 * whose likelihood is within a factor 1/alpha of a two-sided mixture's. Without events it is 0 to Infinity and the
 * estimate NaN. RangeError for bad counts or alpha.
 * Source: M. Lindon and A. Malek, NeurIPS 2022.
 */
export function rateRatioConfidenceSequence(
  rateLooks: readonly RateLook[],
  alpha: number,
): Range & { readonly estimate: number } {
  requireFraction('rateRatioConfidenceSequence', 'alpha', alpha)
  const looks = conditionalLooks('rateRatioConfidenceSequence', rateLooks)
  const fit = fitLogRatio(looks)
  if (Number.isNaN(fit)) return { low: 0, high: Infinity, estimate: Number.NaN }
  const dispersion = dispersionOf(looks, fit)
  const support = (delta: number) => logLikelihood(looks, delta) / dispersion
  const { distance, logWeight } = alternatives()
  const mixture = logSumExp([
    ...distance.map((d, j) => logWeight[j]! - Math.LN2 + support(d)),
    ...distance.map((d, j) => logWeight[j]! - Math.LN2 + support(-d)),
  ])
  const margin = (delta: number) => support(delta) - (mixture - Math.log(1 / alpha))
  const lowest = -LARGEST_LOG_RATIO
  return {
    low: margin(lowest) >= 0 ? 0 : Math.exp(findRoot(margin, lowest, fit)),
    high: margin(LARGEST_LOG_RATIO) >= 0 ? Infinity : Math.exp(findRoot(margin, fit, LARGEST_LOG_RATIO)),
    estimate: fit === lowest ? 0 : fit === LARGEST_LOG_RATIO ? Infinity : Math.exp(fit),
  }
}
