import type { Numbers } from '../check.ts'
import { gaps } from './gaps.ts'

/**
 * The first Wasserstein distance: the area between the two empirical distribution functions, in the unit of the values.
 * Exact and O(n) for large samples. RangeError for no values or one that is not finite.
 * Source: scipy.stats.wasserstein_distance.
 */
export function wasserstein1(reference: Numbers, current: Numbers): number {
  return gaps('wasserstein1', reference, current).area
}
