import type { Numbers } from '../check.ts'
import { requireFiniteValues } from '../check.ts'

export interface Moments {
  readonly n: number
  readonly mean: number
  /** Unbiased (n - 1); NaN for a single value. */
  readonly variance: number
  /** Third standardised moment about the mean, not bias-corrected; NaN when all values are equal. */
  readonly skewness: number
  readonly minimum: number
  readonly maximum: number
}

/**
 * Mean, spread and extremes in two passes, sums compensated (Neumaier 1974) and the squares corrected for the rounding
 * of the mean (Chan, Golub, LeVeque 1983), so that values near 1e9 with a spread near 1 keep their digits. RangeError
 * for no values or one that is not finite.
 */
export function moments(values: Numbers): Moments {
  requireFiniteValues('moments', 'values', values)
  const n = values.length
  let [minimum, maximum] = [Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    if (values[i]! < minimum) minimum = values[i]!
    if (values[i]! > maximum) maximum = values[i]!
  }
  const centre = compensatedSum(values) / n
  let [drift, squares, cubes] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const gap = values[i]! - centre
    drift += gap
    squares += gap * gap
    cubes += gap * gap * gap
  }
  const second = squares - (drift * drift) / n
  return {
    n,
    mean: centre,
    variance: n > 1 ? Math.max(0, second) / (n - 1) : Number.NaN,
    skewness: second > 0 ? cubes / n / (second / n) ** 1.5 : Number.NaN,
    minimum,
    maximum,
  }
}

/** Sum of finite values with the lost low bits carried along (Neumaier's variant of Kahan summation). */
export function compensatedSum(values: Numbers): number {
  let [sum, lost] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
