import { requireCount, requirePositive } from '../check.ts'
import { joined, type Points, requireSameDimensions, rowsOf } from '../multivariate/points.ts'
import { seededRandom } from '../random/seeded-random.ts'

/** Rows in all: the kernel matrix of more would not fit beside the rest of a job. */
const MOST_ROWS = 4_000

/**
 * The unbiased squared maximum mean discrepancy of two sets of points under a Gaussian kernel exp(-distance^2 / (2
 * sigma^2)), with a permutation p: A. Gretton et al., JMLR 13, 2012. `sigma` defaults to the median distance heuristic,
 * sigma^2 = half the median squared distance of all pairs. p = (1 + k) / (1 + permutations), never 0 (others say 0, or
 * compare with the wrong end). The cost grows with the square of the rows: at most 4,000 in all, so sample first.
 * RangeError for fewer than two rows a side, other dimensions, values not finite, or all rows equal.
 */
export function maximumMeanDiscrepancy(
  reference: Points,
  current: Points,
  options: { readonly permutations?: number; readonly seed?: number; readonly sigma?: number } = {},
): { readonly statistic: number; readonly pValue: number; readonly sigma: number } {
  const { permutations = 199, seed = 1 } = options
  requireCount('maximumMeanDiscrepancy', 'permutations', permutations, 1)
  const [m, n] = [
    rowsOf('maximumMeanDiscrepancy', 'reference', reference, 2),
    rowsOf('maximumMeanDiscrepancy', 'current', current, 2),
  ]
  requireSameDimensions('maximumMeanDiscrepancy', reference, current)
  if (m + n > MOST_ROWS) {
    throw new RangeError(`maximumMeanDiscrepancy: ${m + n} rows, at most ${MOST_ROWS}; sample them first`)
  }
  const distances = squaredDistances(joined(reference, current), reference.dimensions)
  const sigma = options.sigma ?? Math.sqrt(medianPair(distances, m + n) / 2)
  requirePositive('maximumMeanDiscrepancy', 'sigma', sigma)
  const kernel = distances.map((square) => Math.exp(-square / (2 * sigma * sigma)))
  const first = new Uint8Array(m + n).fill(1, 0, m)
  const statistic = discrepancy(kernel, first, m, n)
  const random = seededRandom(seed)
  let reached = 0
  for (let run = 0; run < permutations; run++) {
    for (let i = m + n - 1; i > 0; i--) {
      const j = random.integer(i + 1)
      ;[first[i], first[j]] = [first[j]!, first[i]!]
    }
    if (discrepancy(kernel, first, m, n) >= statistic) reached++
  }
  return { statistic, pValue: (1 + reached) / (1 + permutations), sigma }
}

function squaredDistances(values: Float64Array, dimensions: number): Float64Array {
  const rows = values.length / dimensions
  const distances = new Float64Array(rows * rows)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0
      for (let d = 0; d < dimensions; d++)
        sum += (values[i * dimensions + d]! - values[j * dimensions + d]!) ** 2
      distances[i * rows + j] = sum
      distances[j * rows + i] = sum
    }
  }
  return distances
}

/** Over pairs of different rows; RangeError when most of them are equal, which leaves no scale. */
function medianPair(distances: Float64Array, rows: number): number {
  const pairs = new Float64Array((rows * (rows - 1)) / 2)
  let filled = 0
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) pairs[filled++] = distances[i * rows + j]!
  pairs.sort()
  const middle = pairs.length >> 1
  const median = pairs.length % 2 === 1 ? pairs[middle]! : (pairs[middle - 1]! + pairs[middle]!) / 2
  if (median === 0) throw new RangeError('maximumMeanDiscrepancy: most rows are equal; give a sigma')
  return median
}

function discrepancy(kernel: Float64Array, first: Uint8Array, m: number, n: number): number {
  const rows = m + n
  let [within, between, beyond] = [0, 0, 0]
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const sides = first[i]! + first[j]!
      const value = kernel[i * rows + j]!
      if (sides === 2) within += value
      else if (sides === 1) between += value
      else beyond += value
    }
  }
  return (2 * within) / (m * (m - 1)) + (2 * beyond) / (n * (n - 1)) - (2 * between) / (m * n)
}
