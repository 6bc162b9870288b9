import { requireProbability } from '../check.ts'

/**
 * Adjusted p-values that hold the family-wise error under any dependence: p times their number, at most 1.
 * Source: statsmodels multipletests, R p.adjust.
 */
export function bonferroni(p: readonly number[]): number[] {
  p.forEach((value, i) => requireProbability('bonferroni', `p[${i}]`, value))
  return p.map((value) => Math.min(1, value * p.length))
}
