import { requireFraction } from '../check.ts'
import { moments } from '../summary/moments.ts'
import { type Points, rowsOf, scaleOf } from './points.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** NannyML's share of the variance that is kept. */
const KEPT_VARIANCE = 0.65
/** The decomposition's cost grows with the cube. */
const MOST_DIMENSIONS = 500

/** Rows seen through the main directions of a reference. */
export interface PcaReconstruction {
  readonly components: number
  /** Share of the reference's variance that the components hold, each. */
  readonly explained: readonly number[]
  /** Euclidean distance of each row, in standard deviations, from what the components say of it. */
  readonly rowErrors: (points: Points) => Float64Array
  /** Mean of rowErrors and its standard error (deviation by n-1, by the root of n). */
  readonly error: (points: Points) => { readonly mean: number; readonly standardError: number }
}

/**
 * Learns how the columns of a reference hang together: standardised, then as many principal components as reach
 * `variance`. Rows whose columns no longer hang together so are reconstructed worse, even where every column by itself
 * looks as before; a mean error that falls is a change too. Columns that do not vary in the reference are only centred.
 * As NannyML's data reconstruction with scikit-learn's PCA(n_components=0.65). RangeError for fewer than two rows,
 * values that are not finite, more than 500 dimensions, or a reference without any spread.
 */
export function pcaReconstruction(
  reference: Points,
  options: { readonly variance?: number } = {},
): PcaReconstruction {
  const at = 'pcaReconstruction'
  const { variance = KEPT_VARIANCE } = options
  requireFraction(at, 'variance', variance)
  const rows = rowsOf(at, 'reference', reference, 2)
  const d = reference.dimensions
  if (d > MOST_DIMENSIONS) throw new RangeError(`${at}: ${d} dimensions, at most ${MOST_DIMENSIONS}`)
  const { centre, spread } = scaleOf(reference)
  if (spread.every((one) => one === 0)) throw new RangeError(`${at}: no column of the reference varies`)
  const standardised = ({ values }: Points) =>
    values.map((value, i) => (value - centre[i % d]!) / (spread[i % d]! || 1))
  const { values, vectors } = symmetricEigen(covariance(standardised(reference), rows, d), d)
  const total = values.reduce((sum, value) => sum + value, 0)
  let [components, held] = [0, 0]
  const explained: number[] = []
  while (components < d && held <= variance) {
    explained.push(values[components]! / total)
    held += values[components++]! / total
  }
  const rowErrors = (points: Points) => {
    const n = rowsOf(at, 'points', points, 1)
    if (points.dimensions !== d)
      throw new RangeError(`${at}: points have ${points.dimensions} dimensions, not ${d}`)
    const scaled = standardised(points)
    return Float64Array.from({ length: n }, (_, row) =>
      residual(scaled.subarray(row * d, (row + 1) * d), vectors, components),
    )
  }
  const error = (points: Points) => {
    const found = moments(rowErrors(points))
    return { mean: found.mean, standardError: Math.sqrt(found.variance / found.n) }
  }
  return { components, explained, rowErrors, error }
}

function covariance(values: Float64Array, rows: number, d: number): Float64Array {
  const matrix = new Float64Array(d * d)
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < d; i++) {
      const value = values[row * d + i]!
      for (let j = i; j < d; j++) matrix[i * d + j]! += value * values[row * d + j]!
    }
  }
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      matrix[i * d + j]! /= rows - 1
      matrix[j * d + i] = matrix[i * d + j]!
    }
  }
  return matrix
}

/** Length of what is left of a row after its part along each of the first vectors is taken away. */
function residual(row: Float64Array, vectors: Float64Array, components: number): number {
  const left = Float64Array.from(row)
  const d = row.length
  for (let k = 0; k < components; k++) {
    let along = 0
    for (let i = 0; i < d; i++) along += row[i]! * vectors[k * d + i]!
    for (let i = 0; i < d; i++) left[i]! -= along * vectors[k * d + i]!
  }
  let squares = 0
  for (const value of left) squares += value * value
  return Math.sqrt(squares)
}
