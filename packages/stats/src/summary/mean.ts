import { type Numbers, requireFiniteValues } from '../check.ts'
import { compensatedSum } from './moments.ts'

/**
 * The arithmetic mean, compensated. RangeError for no values or one that is not finite.
 * Source: A. Neumaier, 1974; math.fsum of Python.
 */
export function mean(values: Numbers): number {
  requireFiniteValues('mean', 'values', values)
  return compensatedSum(values) / values.length
}
