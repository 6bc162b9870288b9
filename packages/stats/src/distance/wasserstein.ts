import { type Numbers, requireFiniteValues } from '../check.ts'
import { ascending } from '../summary/ascending.ts'

/**
 * The first Wasserstein distance: the area between the two empirical distribution functions, in the unit of the values.
 * Inputs already sorted are not copied. RangeError for no values or one that is not finite.
 */
export function wasserstein1(reference: Numbers, current: Numbers): number {
  requireFiniteValues('wasserstein1', 'reference', reference)
  requireFiniteValues('wasserstein1', 'current', current)
  const [a, b] = [ascending(reference), ascending(current)]
  let [i, j, area] = [0, 0, 0]
  let previous = Math.min(a[0]!, b[0]!)
  while (i < a.length || j < b.length) {
    const value = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!
    area += Math.abs(i / a.length - j / b.length) * (value - previous)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    previous = value
  }
  return area
}
