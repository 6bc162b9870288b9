import { type Numbers, requireFiniteValues } from '../check.ts'
import { ascending } from '../summary/ascending.ts'

/**
 * The energy distance, root of twice the integral of (F - G)^2 (G. Szekely, 2002): scipy.stats.energy_distance. In the
 * root of the values' unit. RangeError for no values or one that is not finite.
 */
export function energyDistance(reference: Numbers, current: Numbers): number {
  requireFiniteValues('energyDistance', 'reference', reference)
  requireFiniteValues('energyDistance', 'current', current)
  const [a, b] = [ascending(reference), ascending(current)]
  let [i, j, sum] = [0, 0, 0]
  let previous = Math.min(a[0]!, b[0]!)
  while (i < a.length || j < b.length) {
    const value = j >= b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!
    sum += (i / a.length - j / b.length) ** 2 * (value - previous)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    previous = value
  }
  return Math.sqrt(2 * sum)
}
