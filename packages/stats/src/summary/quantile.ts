import { type Numbers, requireProbability } from '../check.ts'

/**
 * The p-quantile of values already in ascending order, linear between order statistics: type 7 of R. J. Hyndman and Y.
 * Fan (1996), the default of numpy, R and k6. RangeError for no values or a p outside 0..1; the order is the caller's
 * promise.
 */
export function quantile(sorted: Numbers, p: number): number {
  requireProbability('quantile', 'p', p)
  if (sorted.length === 0) throw new RangeError('quantile: no values')
  const position = p * (sorted.length - 1)
  const index = Math.floor(position)
  const low = sorted[index]!
  const high = sorted[Math.min(index + 1, sorted.length - 1)]!
  // numpy's lerp: exact at both ends and never outside them.
  const t = position - index
  return t < 0.5 ? low + (high - low) * t : high - (high - low) * (1 - t)
}
