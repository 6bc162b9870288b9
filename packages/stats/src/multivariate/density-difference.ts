import { requireCount, requirePositive } from '../check.ts'
import { seededRandom } from '../random/seeded-random.ts'
import { shuffle } from '../random/shuffle.ts'
import { cholesky, choleskySolve } from './cholesky.ts'
import { joined, type Points, requireSameDimensions, rowsOf, scaleOf } from './points.ts'

/** Most reference rows a kernel stands on: the solution's cost grows with the cube. */
const MOST_CENTRES = 200
/** Of the reference's rows, those that become centres. */
const CENTRE_SHARE = 20
/** Regularisations tried, the strongest first, and how much the estimate may suffer: alibi-detect's. */
const LAMBDAS = Array.from({ length: 10 }, (_, i) => 4 ** -i)
const MOST_RELATIVE_DIFFERENCE = 0.2

/**
 * Least-squares density difference: the integral of (p - q)^2 estimated at once, not from two densities, with a
 * permutation p (M. Sugiyama et al., Neural Computation 25, 2013; L. Bu et al., IEEE TNNLS 29, 2018, as alibi-detect).
 * Rows are put in the reference's standard deviations; some reference rows (drawn, left out of the comparison) carry
 * Gaussian kernels of width `sigma`, by default the root of half the median squared distance of reference rows to
 * centres. The value lacks the factor (pi sigma^2)^(d/2) that only the unit of the integral needs. p = (1 + k) /
 * (1 + permutations). O(n centres permutations), at most 200 centres.
 * RangeError for fewer than four reference rows or one current, other dimensions, values not finite, rows all alike.
 */
export function densityDifference(
  reference: Points,
  current: Points,
  options: {
    readonly permutations?: number
    readonly seed?: number
    readonly sigma?: number
    readonly centres?: number
  } = {},
): { readonly statistic: number; readonly pValue: number; readonly sigma: number; readonly lambda: number } {
  const at = 'densityDifference'
  const { permutations = 199, seed = 1 } = options
  requireCount(at, 'permutations', permutations, 1)
  const rows = rowsOf(at, 'reference', reference, 4)
  rowsOf(at, 'current', current, 1)
  requireSameDimensions(at, reference, current)
  const d = reference.dimensions
  const wanted = options.centres ?? Math.max(2, Math.min(MOST_CENTRES, Math.ceil(rows / CENTRE_SHARE)))
  requireCount(at, 'centres', wanted, 1)
  if (wanted > rows - 2) throw new RangeError(`${at}: ${wanted} centres of only ${rows} reference rows`)
  const { centre, spread } = scaleOf(reference)
  const scaled = joined(reference, current).map(
    (value, i) => (value - centre[i % d]!) / (spread[i % d]! || 1),
  )
  const random = seededRandom(seed)
  const drawn = shuffle(
    Uint32Array.from({ length: rows }, (_, i) => i),
    random,
  )
  const centres = drawn.slice(0, wanted)
  const compared = [
    ...drawn.slice(wanted).sort(),
    ...Array.from({ length: current.values.length / d }, (_, i) => rows + i),
  ]
  const squares = distances(scaled, compared, centres, d)
  const sigma = options.sigma ?? Math.sqrt(median(squares.subarray(0, (rows - wanted) * wanted)) / 2)
  requirePositive(at, 'sigma', sigma)
  const kernel = squares.map((square) => Math.exp(-square / (2 * sigma * sigma)))
  const overlap = distances(scaled, centres, centres, d).map((square) =>
    Math.exp(-square / (4 * sigma * sigma)),
  )
  const side = new Uint8Array(compared.length).fill(1, 0, rows - wanted)
  const observed = difference(kernel, side, wanted)
  const orders = Array.from({ length: permutations }, () =>
    difference(kernel, shuffle(side.slice(), random), wanted),
  )
  const { lambda, estimate } = regularised(at, overlap, wanted, orders)
  const statistic = estimate(observed)
  const reached = orders.filter((order) => estimate(order) >= statistic).length
  return { statistic, pValue: (1 + reached) / (1 + permutations), sigma, lambda }
}

function distances(
  values: Float64Array,
  rows: ArrayLike<number>,
  centres: Uint32Array,
  d: number,
): Float64Array {
  const squares = new Float64Array(rows.length * centres.length)
  for (let i = 0; i < rows.length; i++) {
    for (let c = 0; c < centres.length; c++) {
      let sum = 0
      for (let k = 0; k < d; k++) sum += (values[rows[i]! * d + k]! - values[centres[c]! * d + k]!) ** 2
      squares[i * centres.length + c] = sum
    }
  }
  return squares
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[sorted.length >> 1]!
}

/** Mean kernel of the rows of side 1 less that of side 0, at each centre. */
function difference(kernel: Float64Array, side: Uint8Array, centres: number): Float64Array {
  const ones = side.reduce((sum, one) => sum + one, 0)
  const result = new Float64Array(centres)
  for (let i = 0; i < side.length; i++) {
    const share = side[i] === 1 ? 1 / ones : -1 / (side.length - ones)
    for (let c = 0; c < centres; c++) result[c]! += share * kernel[i * centres + c]!
  }
  return result
}

/**
 * The strongest regularisation that costs little on permuted rows, and the estimate 2 h'w - w'Hw, w = (H + lambda)^-1
 * h.
 */
function regularised(at: string, overlap: Float64Array, size: number, orders: readonly Float64Array[]) {
  const parts = (lower: Float64Array, h: Float64Array) => {
    const w = choleskySolve(lower, size, h)
    let [linear, square] = [0, 0]
    for (let i = 0; i < size; i++) {
      linear += h[i]! * w[i]!
      for (let j = 0; j < size; j++) square += w[i]! * overlap[i * size + j]! * w[j]!
    }
    return { linear, square }
  }
  for (const lambda of LAMBDAS) {
    const lower = cholesky(
      at,
      overlap.map((value, i) => value + (i % (size + 1) === 0 ? lambda : 0)),
      size,
    )
    const losses = orders.map((h) => {
      const { linear, square } = parts(lower, h)
      return 1 - square / linear
    })
    const loss = losses.reduce((sum, one) => sum + one, 0) / losses.length
    if (!(loss < MOST_RELATIVE_DIFFERENCE)) continue
    const estimate = (h: Float64Array) => {
      const { linear, square } = parts(lower, h)
      return 2 * linear - square
    }
    return { lambda, estimate }
  }
  throw new RangeError(`${at}: too many rows are alike to tell densities apart`)
}
