import { type Numbers, requireFiniteValues } from '../check.ts'
import { moments } from './moments.ts'

/**
 * The unbiased (n - 1) standard deviation. RangeError for fewer than two values or one that is not finite.
 * Source: numpy.std, ddof=1.
 */
export function standardDeviation(values: Numbers): number {
  requireFiniteValues('standardDeviation', 'values', values, 2)
  return Math.sqrt(moments(values).variance)
}
