import { requireFinite, requireFraction, requirePositive } from '../check.ts'
import { findRoot } from '../special/find-root.ts'
import { incompleteGamma } from '../special/incomplete-gamma.ts'
import { logGamma } from '../special/log-gamma.ts'
import type { Gathered, NormalMixture } from './normal-mixture.ts'

interface GammaMixturePlan {
  /** See mixtureScale, at twice the alpha: these look one way. */
  readonly rho: number
  /** How heavy the upper tail of a step is. */
  readonly scale: number
}

/** Doublings in search of a sum beyond the bound. */
const MOST_DOUBLINGS = 100

/**
 * The gamma-exponential mixture for sums whose steps have a sub-exponential upper tail of this scale, such as
 * unbounded-above times or losses (for steps of at most c, scale c with their squares as variance): one-sided, for sums
 * above zero. S. Howard et al., Annals of Statistics 49, 2021, proposition 9, as confseq. RangeError for a rho or scale
 * that is not positive.
 */
export function gammaExponentialMixture({ rho, scale }: GammaMixturePlan): NormalMixture {
  const at = 'gammaExponentialMixture'
  requirePositive(at, 'rho', rho)
  requirePositive(at, 'scale', scale)
  const square = scale * scale
  const shape = rho / square
  const constant = shape * Math.log(shape) - logGamma(shape) - Math.log(incompleteGamma(shape, shape).lower)
  return mixture(at, ({ sum, variance }) => {
    const gathered = (scale * sum + variance) / square
    const weight = (variance + rho) / square
    // Below this sum the exponential family ends; there is no evidence for more there.
    if (gathered + shape <= 0) return -Infinity
    return (
      constant +
      logGamma(weight) +
      Math.log(incompleteGamma(weight, gathered + shape).lower) -
      weight * Math.log(gathered + shape) +
      gathered
    )
  })
}

/**
 * The gamma-Poisson mixture for sums of centred counts with this scale, such as events less their expectation (scale 1,
 * variance the expectation): one-sided. S. Howard et al., Annals of Statistics 49, 2021, proposition 10, as confseq.
 * RangeError for a rho or scale that is not positive.
 */
export function gammaPoissonMixture({ rho, scale }: GammaMixturePlan): NormalMixture {
  const at = 'gammaPoissonMixture'
  requirePositive(at, 'rho', rho)
  requirePositive(at, 'scale', scale)
  const square = scale * scale
  const shape = rho / square
  const constant = shape * Math.log(shape) - logGamma(shape) - Math.log(incompleteGamma(shape, shape).upper)
  return mixture(at, ({ sum, variance }) => {
    const weight = (variance + rho) / square
    const gathered = sum / scale + weight
    if (gathered <= 0) return -Infinity
    return (
      constant +
      logGamma(gathered) +
      Math.log(incompleteGamma(gathered, weight).upper) -
      gathered * Math.log(weight) +
      variance / square
    )
  })
}

function mixture(at: string, evidence: (gathered: Gathered) => number): NormalMixture {
  const logE = ({ sum, variance }: Gathered) => {
    requireFinite(at, 'sum', sum)
    if (!(variance >= 0 && variance < Infinity)) {
      throw new RangeError(`${at}: variance must be finite and at least 0, got ${variance}`)
    }
    return evidence({ sum, variance })
  }
  const bound = (variance: number, alpha: number) => {
    requirePositive(at, 'variance', variance)
    requireFraction(at, 'alpha', alpha)
    const beyond = (sum: number) => logE({ sum, variance }) - Math.log(1 / alpha)
    let most = variance
    for (let i = 0; i < MOST_DOUBLINGS && beyond(most) <= 0; i++) most *= 2
    return findRoot(beyond, 0, most)
  }
  return { logE, bound }
}
