import { type Numbers } from '../check.ts'
import { chiSquareContingency } from './chi-square-contingency.ts'

/**
 * Cramer's V of a 2 x K table, bias-corrected (W. Bergsma, J. Korean Statistical Society 42, 2013): 0 is no difference,
 * 1 no category in common. 0 when only one category occurs. RangeError as chiSquareContingency.
 */
export function cramersV(referenceCounts: Numbers, currentCounts: Numbers): number {
  const { statistic, degreesOfFreedom } = chiSquareContingency(referenceCounts, currentCounts)
  if (degreesOfFreedom === 0) return 0
  let n = 0
  for (let k = 0; k < referenceCounts.length; k++) n += referenceCounts[k]! + currentCounts[k]!
  const categories = degreesOfFreedom + 1
  const phi = Math.max(0, statistic / n - degreesOfFreedom / (n - 1))
  const rows = 2 - 1 / (n - 1)
  const columns = categories - degreesOfFreedom ** 2 / (n - 1)
  return Math.sqrt(phi / Math.min(rows - 1, columns - 1))
}
