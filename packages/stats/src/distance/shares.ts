import { type Numbers, requireSameLength, requireWeights } from '../check.ts'

/** Two lists of counts or shares over the same categories, each scaled to sum to one. */
export function requireShares(where: string, p: Numbers, q: Numbers): readonly [Float64Array, Float64Array] {
  requireSameLength(where, 'p', p, 'q', q)
  return [scaled(where, 'p', p), scaled(where, 'q', q)]
}

function scaled(where: string, name: string, values: Numbers): Float64Array {
  requireWeights(where, name, values)
  const total = Array.from(values).reduce((sum, value) => sum + value, 0)
  if (total === 0) throw new RangeError(`${where}: ${name} sums to 0`)
  return Float64Array.from(values, (value) => value / total)
}
