import type { Numbers } from '../check.ts'
import { kolmogorovSurvival } from '../special/kolmogorov.ts'
import { gaps } from './gaps.ts'
import { latticeExitProbability } from './lattice-exit.ts'

/** How the p-value is computed. */
export type KsMethod = 'auto' | 'exact' | 'asymptotic'

/** Lattice points the exact p-value may visit (about 20 ms); beyond it the finite-n approximation is used. */
const EXACT_POINTS = 1e7

/**
 * Two-sample Kolmogorov-Smirnov: the largest gap between the two empirical distribution functions, two-sided p, and the
 * value where the gap is reached. p is exact while n1 * n2 is at most 1e7 (conservative when values tie), else P(D_n >=
 * D) at n = round(n1 n2 / (n1 + n2)), which is scipy's `asymp`. Large samples are counted in cells, not sorted; inputs
 * already sorted are neither copied nor counted. RangeError for no values or one that is not finite.
 */
export function kolmogorovSmirnov(
  reference: Numbers,
  current: Numbers,
  method: KsMethod = 'auto',
): { readonly statistic: number; readonly pValue: number; readonly location: number } {
  const [n1, n2] = [reference.length, current.length]
  const { steps, location } = gaps('kolmogorovSmirnov', reference, current)
  return { statistic: steps / (n1 * n2), pValue: ksPValue(n1, n2, steps, method), location }
}

export function ksPValue(n1: number, n2: number, steps: number, method: KsMethod): number {
  const exact = method === 'exact' || (method === 'auto' && n1 * n2 <= EXACT_POINTS)
  if (exact) return latticeExitProbability(n1, n2, steps)
  return kolmogorovSurvival(Math.max(1, Math.round((n1 * n2) / (n1 + n2))), steps / (n1 * n2))
}
