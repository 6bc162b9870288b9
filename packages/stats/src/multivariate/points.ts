import { requireCount, requireFiniteValues } from '../check.ts'

/** Rows laid end to end, each of `dimensions` numbers. */
export interface Points {
  readonly values: Float64Array
  readonly dimensions: number
}

/** Rows of the points; RangeError for fewer than `least`, a row cut short or a value that is not finite. */
export function rowsOf(where: string, name: string, { values, dimensions }: Points, least: number): number {
  requireCount(where, `${name}.dimensions`, dimensions, 1)
  requireFiniteValues(where, `${name}.values`, values, least * dimensions)
  if (values.length % dimensions !== 0) {
    throw new RangeError(`${where}: ${name} has ${values.length} values of ${dimensions} a row`)
  }
  return values.length / dimensions
}

export function requireSameDimensions(where: string, reference: Points, current: Points): void {
  if (reference.dimensions !== current.dimensions) {
    throw new RangeError(
      `${where}: reference has ${reference.dimensions} dimensions, current ${current.dimensions}`,
    )
  }
}

/** The rows of both, reference first. */
export function joined(reference: Points, current: Points): Float64Array {
  const all = new Float64Array(reference.values.length + current.values.length)
  all.set(reference.values)
  all.set(current.values, reference.values.length)
  return all
}

/**
 * Mean and standard deviation (divided by n) of every dimension; a spread within rounding of the mean is 0, as in
 * scikit-learn's StandardScaler: dividing by it would blow a constant column up to noise.
 */
export function scaleOf({ values, dimensions }: Points): {
  readonly centre: Float64Array
  readonly spread: Float64Array
} {
  const rows = values.length / dimensions
  const [centre, squares] = [new Float64Array(dimensions), new Float64Array(dimensions)]
  for (let i = 0; i < values.length; i++) centre[i % dimensions]! += values[i]!
  for (let d = 0; d < dimensions; d++) centre[d]! /= rows
  for (let i = 0; i < values.length; i++)
    squares[i % dimensions]! += (values[i]! - centre[i % dimensions]!) ** 2
  const spread = squares.map((sum, d) => {
    const variance = sum / rows
    const rounding = rows * Number.EPSILON * variance + (rows * centre[d]! * Number.EPSILON) ** 2
    return variance <= rounding ? 0 : Math.sqrt(variance)
  })
  return { centre, spread }
}
