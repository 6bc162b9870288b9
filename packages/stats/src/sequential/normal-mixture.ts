import { requireFinite, requireFraction, requirePositive } from '../check.ts'
import { findRoot } from '../special/find-root.ts'
import { normalCdf } from '../special/normal.ts'

/** A sum of differences with mean zero under the null, and the variance it has gathered. */
export interface Gathered {
  readonly sum: number
  readonly variance: number
}

export interface NormalMixture {
  /** log of the e-value: reject at any time once it reaches log(1/alpha). */
  readonly logE: (gathered: Gathered) => number
  /** The sum beyond which logE reaches log(1/alpha) when this variance has gathered. */
  readonly bound: (variance: number, alpha: number) => number
}

/**
 * The normal mixture supermartingale with scale rho (see mixtureScale; for `greater` at twice its alpha): H. Robbins,
 * 1970; S. Howard et al., Annals of Statistics 49, 2021, as confseq. `two-sided` looks both ways, `greater` only for
 * sums above zero. RangeError for a rho or variance that is not positive.
 */
export function normalMixture(rho: number, side: 'two-sided' | 'greater'): NormalMixture {
  requirePositive('normalMixture', 'rho', rho)
  const logE = ({ sum, variance }: Gathered) => {
    requireFinite('normalMixture', 'sum', sum)
    if (!(variance >= 0 && variance < Infinity)) {
      throw new RangeError(`normalMixture: variance must be finite and at least 0, got ${variance}`)
    }
    const total = variance + rho
    const both = Math.log(rho / total) / 2 + (sum * sum) / (2 * total)
    return side === 'two-sided' ? both : both + Math.LN2 + Math.log(normalCdf(sum / Math.sqrt(total)))
  }
  const bound = (variance: number, alpha: number) => {
    requireFraction('normalMixture', 'alpha', alpha)
    const total = variance + rho
    const twoSided = Math.sqrt(total * (Math.log(total / rho) + 2 * Math.log(1 / alpha)))
    // One side is never harder to cross than both.
    return side === 'two-sided'
      ? twoSided
      : findRoot((sum) => logE({ sum, variance }) - Math.log(1 / alpha), 0, twoSided)
  }
  return { logE, bound }
}
