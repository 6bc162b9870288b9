import { type Numbers, requireFiniteValues, requireFraction } from '../check.ts'
import { studentTQuantile } from '../special/student-t.ts'
import { moments } from '../summary/moments.ts'
import type { Range } from './range.ts'

/**
 * Student's interval of a mean. RangeError for fewer than two values or one that is not finite.
 * Source: "Student", 1908; scipy.stats.t.
 */
export function meanInterval(values: Numbers, level: number): Range {
  requireFiniteValues('meanInterval', 'values', values, 2)
  requireFraction('meanInterval', 'level', level)
  const { n, mean, variance } = moments(values)
  const half = studentTQuantile(1 - (1 - level) / 2, n - 1) * Math.sqrt(variance / n)
  return { low: mean - half, high: mean + half }
}
