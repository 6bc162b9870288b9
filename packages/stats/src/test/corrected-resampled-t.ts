import { type Numbers, requireFiniteValues, requirePositive } from '../check.ts'
import { studentTSurvival } from '../special/student-t.ts'
import { moments } from '../summary/moments.ts'

/**
 * Two models over k repeated splits or folds: the t-test whose variance counts that training sets overlap, times
 * 1/k + testToTrain instead of 1/k (C. Nadeau and Y. Bengio, Machine Learning 52, 2003). `testToTrain` is test rows by
 * training rows, 1/9 for ten folds. A plain t-test on folds finds differences that are not there. Two-sided; all
 * differences zero is p 1, all equal and not zero p 0. RangeError for fewer than two or one that is not finite.
 */
export function correctedResampledT(
  differences: Numbers,
  testToTrain: number,
): {
  readonly mean: number
  /** Of the mean, corrected. */
  readonly standardError: number
  readonly statistic: number
  readonly degreesOfFreedom: number
  readonly pValue: number
} {
  requireFiniteValues('correctedResampledT', 'differences', differences, 2)
  requirePositive('correctedResampledT', 'testToTrain', testToTrain)
  const { n, mean, variance } = moments(differences)
  const standardError = Math.sqrt(variance * (1 / n + testToTrain))
  const statistic = mean === 0 ? 0 : mean / standardError
  const pValue = Math.min(1, 2 * studentTSurvival(Math.abs(statistic), n - 1))
  return { mean, standardError, statistic, degreesOfFreedom: n - 1, pValue }
}
