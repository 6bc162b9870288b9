import { type Numbers, requireSameLength, requireWeights } from '../check.ts'
import { chiSquareSurvival } from '../special/chi-square.ts'

/**
 * Pearson's test that two samples have the same category shares: a 2 x K contingency table, both sides random, no Yates
 * correction (scipy's chi2_contingency with correction=False). Taking the reference as exact expectation instead, as
 * several tools do, calls 22-100 % of unchanged columns drifted. Categories empty on both sides are left out; one
 * category left has p = 1. RangeError for negative or non-finite counts, or a side without rows.
 */
export function chiSquareContingency(
  referenceCounts: Numbers,
  currentCounts: Numbers,
): { readonly statistic: number; readonly degreesOfFreedom: number; readonly pValue: number } {
  requireSameLength('chiSquareContingency', 'reference', referenceCounts, 'current', currentCounts)
  requireWeights('chiSquareContingency', 'reference', referenceCounts)
  requireWeights('chiSquareContingency', 'current', currentCounts)
  let [n1, n2] = [0, 0]
  for (let k = 0; k < referenceCounts.length; k++) {
    n1 += referenceCounts[k]!
    n2 += currentCounts[k]!
  }
  if (n1 === 0 || n2 === 0) throw new RangeError('chiSquareContingency: a side has no rows')
  let [statistic, categories] = [0, 0]
  for (let k = 0; k < referenceCounts.length; k++) {
    const total = referenceCounts[k]! + currentCounts[k]!
    if (total === 0) continue
    categories++
    // (o1 - e1)^2/e1 + (o2 - e2)^2/e2 in one term: o1 - e1 = -(o2 - e2).
    const gap = referenceCounts[k]! * n2 - currentCounts[k]! * n1
    statistic += ((gap / n1) * (gap / n2)) / total
  }
  const degreesOfFreedom = categories - 1
  const pValue = degreesOfFreedom === 0 ? 1 : chiSquareSurvival(statistic, degreesOfFreedom)
  return { statistic, degreesOfFreedom, pValue }
}
