import { requireFinite, requireFraction, requirePositive } from '../check.ts'
import { findRoot } from '../special/find-root.ts'
import { incompleteBeta } from '../special/incomplete-beta.ts'
import { logBeta } from '../special/log-beta.ts'
import { mixtureScale } from './mixture-scale.ts'
import type { Gathered, NormalMixture } from './normal-mixture.ts'

/** The least that the prior may weigh, as a share of the steps' product (confseq's guard). */
const LEAST_SCALE = 1e-3

/**
 * The beta-binomial mixture for sums of steps that lie between -below and above, such as 0/1 outcomes less their rate
 * (below = p, above = 1 - p): sharper than a normal mixture for rare events. Tightest near variance `at` for level
 * `alpha`. S. Howard et al., Annals of Statistics 49, 2021, proposition 7, as confseq. RangeError for sizes that are
 * not positive.
 */
export function betaBinomialMixture(plan: {
  readonly below: number
  readonly above: number
  readonly at: number
  readonly alpha: number
  readonly side: 'two-sided' | 'greater'
}): NormalMixture {
  const { below, above, at, alpha, side } = plan
  requirePositive('betaBinomialMixture', 'below', below)
  requirePositive('betaBinomialMixture', 'above', above)
  requireFraction('betaBinomialMixture', 'alpha', alpha)
  const product = below * above
  const range = below + above
  const wanted = mixtureScale(at, side === 'two-sided' ? alpha : Math.min(2 * alpha, 1 - 1e-9)) - product
  const scale = Math.max(wanted, LEAST_SCALE * product)
  const logPartialBeta = (a: number, b: number) =>
    side === 'two-sided' ? logBeta(a, b) : logBeta(a, b) + Math.log(incompleteBeta(a, b, above / range).lower)
  const normaliser = logPartialBeta(scale / (below * range), scale / (above * range))
  const logE = ({ sum, variance }: Gathered) => {
    requireFinite('betaBinomialMixture', 'sum', sum)
    requireFinite('betaBinomialMixture', 'variance', variance)
    const up = (variance + above * sum) / (above * range)
    const down = (variance - below * sum) / (below * range)
    return (
      (variance / product) * Math.log(range) -
      up * Math.log(below) -
      down * Math.log(above) +
      logPartialBeta(scale / (below * range) + down, scale / (above * range) + up) -
      normaliser
    )
  }
  const bound = (variance: number, level: number) => {
    requirePositive('betaBinomialMixture', 'variance', variance)
    requireFraction('betaBinomialMixture', 'alpha', level)
    // No sum of steps can pass this: all of them upward.
    const most = variance / below
    const threshold = Math.log(1 / level)
    const beyond = (sum: number) => logE({ sum, variance }) - threshold
    return beyond(most) <= 0 ? Infinity : findRoot(beyond, 0, most)
  }
  return { logE, bound }
}
