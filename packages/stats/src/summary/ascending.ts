import type { Numbers } from '../check.ts'

/**
 * The values in ascending order; the very same array when it already is a sorted Float64Array, else a sorted copy.
 * Source: numpy.sort.
 */
export function ascending(values: Numbers): Float64Array {
  if (values instanceof Float64Array && isAscending(values)) return values
  return Float64Array.from(values).sort()
}

export function isAscending(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) {
    if (!(values[i - 1]! <= values[i]!)) return false
  }
  return true
}
