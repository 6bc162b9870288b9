import type { Numbers } from '../check.ts'
import { meanInterval } from './mean-interval.ts'
import type { Range } from './range.ts'

/**
 * Student's interval of the mean of row-by-row differences (log-loss, Brier, absolute error of two models on the same
 * rows). Far skewed differences need more rows than this says. RangeError for fewer than two or one not finite.
 * Source: "Student", 1908; scipy.stats.ttest_rel.
 */
export function pairedTInterval(differences: Numbers, level: number): Range {
  return meanInterval(differences, level)
}
