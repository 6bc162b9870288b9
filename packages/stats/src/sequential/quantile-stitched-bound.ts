import { requireFraction, requirePositive } from '../check.ts'

/** Spacing of epochs, power of the error spent in each, and zeta at it: confseq's defaults, as in stitchedBound. */
const ETA = 2
const POWER = 1.4
const ZETA = 3.1055472779775806

/**
 * How far the count of values at most the p-quantile can lie above p t, for all p and all times t together, with chance
 * `alpha` of ever being wrong: divide by t for the widening of a distribution function. Tightest near `tightestAt`;
 * `spacing` is that of the quantiles the bound is stitched over. S. Howard and A. Ramdas, Bernoulli 28(3), 2022,
 * theorem 5; confseq's double_stitching_bound. RangeError for sizes that are not positive.
 */
export function quantileStitchedBound(
  p: number,
  t: number,
  alpha: number,
  tightestAt: number,
  spacing = 0.5,
): number {
  const at = 'quantileStitchedBound'
  requireFraction(at, 'p', p)
  requireFraction(at, 'alpha', alpha)
  requirePositive(at, 't', t)
  requirePositive(at, 'tightestAt', tightestAt)
  requirePositive(at, 'spacing', spacing)
  const time = Math.max(t, tightestAt)
  const logit = Math.log(p / (1 - p))
  const shifted = 1 / (1 + Math.exp(-logit - 2 * spacing * Math.sqrt((tightestAt * ETA) / time)))
  const r = p >= 0.5 ? p : Math.min(0.5, shifted)
  const variance = r * (1 - r)
  const step = (Math.sqrt(time / tightestAt) * Math.abs(logit)) / (2 * spacing) + 1
  const epochs =
    POWER * (Math.log(Math.log((ETA * time) / tightestAt)) + Math.log(step)) +
    Math.log((2 * ZETA * (2 * ZETA + 1)) / (alpha * Math.log(ETA) ** POWER))
  const spread = (ETA ** 0.25 + ETA ** -0.25) / Math.SQRT2
  const tail = (((Math.sqrt(ETA) + 1) / 2) * (1 - 2 * p) * epochs) / 3
  return (
    spacing * Math.sqrt((ETA * time * variance) / tightestAt) +
    Math.sqrt(spread ** 2 * variance * time * epochs + tail ** 2) +
    tail
  )
}
