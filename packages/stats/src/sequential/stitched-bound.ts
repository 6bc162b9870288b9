import { requireFraction, requirePositive } from '../check.ts'

/** Geometric spacing of epochs and power of the error spent in each: confseq's defaults. */
const ETA = 2
const POWER = 1.4
/** Riemann's zeta at POWER. */
const ZETA = 3.1055472779775806

/**
 * A curve that a sum with mean zero and gathered `variance` crosses at any time after `from` with chance at most
 * `alpha`, growing as the law of the iterated logarithm: the polynomial stitched bound, `scale` that of a sub-gamma
 * tail (0 for sub-Gaussian). S. Howard et al., Annals of Statistics 49, 2021, theorem 1; confseq's
 * poly_stitching_bound.
 */
export function stitchedBound(variance: number, alpha: number, from: number, scale = 0): number {
  requirePositive('stitchedBound', 'variance', variance)
  requirePositive('stitchedBound', 'from', from)
  requireFraction('stitchedBound', 'alpha', alpha)
  if (!(scale >= 0 && scale < Infinity)) {
    throw new RangeError(`stitchedBound: scale must be finite and at least 0, got ${scale}`)
  }
  const used = Math.max(variance, from)
  const epochs =
    POWER * Math.log(Math.log((ETA * used) / from)) + Math.log(ZETA / (alpha * Math.log(ETA) ** POWER))
  const spread = (ETA ** 0.25 + ETA ** -0.25) / Math.SQRT2
  const tail = ((Math.sqrt(ETA) + 1) / 2) * scale * epochs
  return Math.sqrt(spread ** 2 * used * epochs + tail ** 2) + tail
}
