import { type Numbers } from '../check.ts'
import { chiSquareSurvival } from '../special/chi-square.ts'
import { chiSquareContingency } from './chi-square-contingency.ts'

/**
 * The likelihood-ratio test that two samples have the same category shares (scipy's chi2_contingency with
 * lambda_='log-likelihood' and no correction). Categories and errors as chiSquareContingency.
 */
export function gTest(
  referenceCounts: Numbers,
  currentCounts: Numbers,
): { readonly statistic: number; readonly degreesOfFreedom: number; readonly pValue: number } {
  const { degreesOfFreedom } = chiSquareContingency(referenceCounts, currentCounts)
  let [n1, n2] = [0, 0]
  for (let k = 0; k < referenceCounts.length; k++) {
    n1 += referenceCounts[k]!
    n2 += currentCounts[k]!
  }
  let statistic = 0
  for (let k = 0; k < referenceCounts.length; k++) {
    const share = (referenceCounts[k]! + currentCounts[k]!) / (n1 + n2)
    for (const [count, n] of [
      [referenceCounts[k]!, n1],
      [currentCounts[k]!, n2],
    ] as const) {
      if (count > 0) statistic += 2 * count * Math.log(count / (n * share))
    }
  }
  statistic = Math.max(0, statistic)
  const pValue = degreesOfFreedom === 0 ? 1 : chiSquareSurvival(statistic, degreesOfFreedom)
  return { statistic, degreesOfFreedom, pValue }
}
