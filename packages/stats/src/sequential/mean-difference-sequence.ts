import { requireFraction, requirePositive } from '../check.ts'
import type { Range } from '../interval/range.ts'
import type { Moments } from '../summary/moments.ts'

export interface MeanDifferenceSequence extends Range {
  /** Mean of the first less mean of the second. */
  readonly estimate: number
  /** log of the e-value against "the means are equal": reject at any time once it reaches log(1/alpha). */
  readonly logE: number
}

/**
 * The differences of two means that all values so far do not refute at `alpha`, valid at every look at once: the t-test
 * of two groups made safe to watch, by a mixture over effects in standard deviations (M. Lindon, D. Ham, M. Tingley and
 * I. Bojinov, "Anytime-valid linear models and regression adjusted causal inference", 2022; R's avlm, Python's avinf
 * and savvi). For values request by request, normal or many, of the same spread in both groups. `phi` is the mixture's
 * precision: evidence is soonest for effects near 1/sqrt(phi) deviations. Means alike without any spread are no
 * evidence; means that differ without it are refuted by anything. RangeError for fewer than two values a group.
 */
export function meanDifferenceSequence(
  first: Pick<Moments, 'n' | 'mean' | 'variance'>,
  second: Pick<Moments, 'n' | 'mean' | 'variance'>,
  options: { readonly alpha: number; readonly phi?: number },
): MeanDifferenceSequence {
  const { alpha, phi = 1 } = options
  const at = 'meanDifferenceSequence'
  requireFraction(at, 'alpha', alpha)
  requirePositive(at, 'phi', phi)
  for (const { n, mean, variance } of [first, second]) {
    if (!(n >= 2 && Number.isFinite(mean) && variance >= 0 && variance < Infinity)) {
      throw new RangeError(
        `${at}: needs two finite values a group, got n ${n}, mean ${mean}, variance ${variance}`,
      )
    }
  }
  const freedom = first.n + second.n - 2
  const pooled = ((first.n - 1) * first.variance + (second.n - 1) * second.variance) / freedom
  const effective = 1 / (1 / first.n + 1 / second.n)
  const estimate = first.mean - second.mean
  const r = phi / (phi + effective)
  const error = Math.sqrt(pooled / effective)
  const x = estimate === 0 ? 0 : (estimate / error) ** 2 / freedom
  // (1 + x) / (1 + r x) tends to 1 / r for effects beyond all measure.
  const gain = x === Infinity ? -Math.log(r) : Math.log1p(x) - Math.log1p(r * x)
  const logE = Math.log(r) / 2 + ((freedom + 1) / 2) * gain
  const k = Math.exp((2 * Math.log(1 / alpha) - Math.log(r)) / (freedom + 1))
  const half = r * k >= 1 ? Infinity : Math.sqrt((freedom * (k - 1)) / (1 - r * k)) * error
  return { estimate, logE, low: estimate - half, high: estimate + half }
}
