import type { Numbers } from '../check.ts'
import { gaps } from './gaps.ts'
import { type KsMethod, ksPValue } from './kolmogorov-smirnov.ts'

/**
 * Kolmogorov-Smirnov and the first Wasserstein distance in one reading of the values, exact and for large samples in
 * O(n) without sorting. Values and errors as kolmogorovSmirnov and wasserstein1.
 * Source: scipy.stats.ks_2samp and wasserstein_distance.
 */
export function twoSampleDistances(
  reference: Numbers,
  current: Numbers,
  method: KsMethod = 'auto',
): {
  readonly statistic: number
  readonly pValue: number
  readonly location: number
  readonly wasserstein1: number
} {
  const { steps, location, area } = gaps('twoSampleDistances', reference, current)
  const [n1, n2] = [reference.length, current.length]
  return {
    statistic: steps / (n1 * n2),
    pValue: ksPValue(n1, n2, steps, method),
    location,
    wasserstein1: area,
  }
}
