import { type Numbers, requireProbability } from '../check.ts'

/**
 * The smallest value at or below which a share p of the values lies: type 1 of Hyndman and Fan (1996), numpy's
 * `inverted_cdf`. Always one of the values, which a gate on latency wants: interpolation invents requests between a
 * fast and a slow one. Values in ascending order are the caller's promise. RangeError for none or a p outside 0..1.
 */
export function invertedCdfQuantile(sorted: Numbers, p: number): number {
  requireProbability('invertedCdfQuantile', 'p', p)
  if (sorted.length === 0) throw new RangeError('invertedCdfQuantile: no values')
  return sorted[Math.max(0, Math.ceil(sorted.length * p - 1))]!
}
