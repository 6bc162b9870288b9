import { type Numbers, requireFiniteValues } from '../check.ts'
import { studentTSurvival } from '../special/student-t.ts'
import { moments } from '../summary/moments.ts'

/**
 * Student's two-sided test that row-by-row differences have mean zero. All differences equal and not zero: t is
 * infinite and p 0; all zero: t is 0 and p 1. RangeError for fewer than two or one that is not finite.
 * Source: "Student", 1908; scipy.stats.ttest_rel.
 */
export function pairedT(differences: Numbers): {
  readonly mean: number
  readonly statistic: number
  readonly degreesOfFreedom: number
  readonly pValue: number
} {
  requireFiniteValues('pairedT', 'differences', differences, 2)
  const { n, mean, variance } = moments(differences)
  const statistic = mean === 0 ? 0 : mean / Math.sqrt(variance / n)
  const pValue = Math.min(1, 2 * studentTSurvival(Math.abs(statistic), n - 1))
  return { mean, statistic, degreesOfFreedom: n - 1, pValue }
}
