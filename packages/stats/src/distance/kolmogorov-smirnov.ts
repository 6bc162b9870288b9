import { type Numbers, requireFiniteValues } from '../check.ts'
import { kolmogorovSurvival } from '../special/kolmogorov.ts'
import { ascending } from '../summary/ascending.ts'
import { latticeExitProbability } from './lattice-exit.ts'

/** Lattice points the exact p-value may visit (about 20 ms); beyond it the finite-n approximation is used. */
const EXACT_POINTS = 1e7

/**
 * Two-sample Kolmogorov-Smirnov: the largest gap between the two empirical distribution functions, two-sided p, and the
 * value where the gap is reached. p is exact while n1 * n2 is at most 1e7 (conservative when values tie), else
 * P(D_n >= D) at n = round(n1 n2 / (n1 + n2)), which is scipy's `asymp`. Inputs already sorted are not copied.
 * RangeError for no values or one that is not finite.
 */
export function kolmogorovSmirnov(
  reference: Numbers,
  current: Numbers,
  method: 'auto' | 'exact' | 'asymptotic' = 'auto',
): { readonly statistic: number; readonly pValue: number; readonly location: number } {
  requireFiniteValues('kolmogorovSmirnov', 'reference', reference)
  requireFiniteValues('kolmogorovSmirnov', 'current', current)
  const [n1, n2] = [reference.length, current.length]
  const { steps, location } = largestGap(ascending(reference), ascending(current))
  const statistic = steps / (n1 * n2)
  const exact = method === 'exact' || (method === 'auto' && n1 * n2 <= EXACT_POINTS)
  const effective = Math.max(1, Math.round((n1 * n2) / (n1 + n2)))
  const pValue = exact ? latticeExitProbability(n1, n2, steps) : kolmogorovSurvival(effective, statistic)
  return { statistic, pValue, location }
}

/** The gap times n1 n2, which is a whole number and so free of rounding. */
function largestGap(a: Float64Array, b: Float64Array): { readonly steps: number; readonly location: number } {
  let [i, j, steps, location] = [0, 0, 0, a[0]!]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    const gap = Math.abs(i * b.length - j * a.length)
    if (gap > steps) {
      steps = gap
      location = value
    }
  }
  return { steps, location }
}
