/** Rotations of all pairs until nothing is left off the diagonal; quadratic, so ten are many. */
const MOST_SWEEPS = 60

export interface Eigen {
  /** Descending. */
  readonly values: Float64Array
  /** Row k, `size` numbers, belongs to values[k]; of length 1. */
  readonly vectors: Float64Array
}

/**
 * Eigenvalues and vectors of a symmetric matrix (row by row, size x size) by cyclic Jacobi rotations: slower than the
 * tridiagonal way, O(size^3) a sweep, but right to the last digits. G. Golub and C. Van Loan, Matrix Computations, 8.5.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix)
  const v = new Float64Array(size * size)
  for (let i = 0; i < size; i++) v[i * size + i] = 1
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, size) > 0; sweep++) {
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q)
  }
  const order = Array.from({ length: size }, (_, k) => k).sort(
    (i, j) => a[j * size + j]! - a[i * size + i]! || i - j,
  )
  const vectors = new Float64Array(size * size)
  order.forEach((column, k) => {
    for (let i = 0; i < size; i++) vectors[k * size + i] = v[i * size + column]!
  })
  return { values: Float64Array.from(order, (k) => a[k * size + k]!), vectors }
}

/** Sum of what is left beside the diagonal, 0 once it is lost in the diagonal's last bit. */
function offDiagonal(a: Float64Array, size: number): number {
  let [off, on] = [0, 0]
  for (let i = 0; i < size; i++) {
    on += a[i * size + i]! ** 2
    for (let j = i + 1; j < size; j++) off += a[i * size + j]! ** 2
  }
  return off <= 1e-32 * on ? 0 : off
}

function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!
  if (apq === 0) return
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cos = 1 / Math.sqrt(t * t + 1)
  const sin = t * cos
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, cos, sin)
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, cos, sin)
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q, cos, sin)
}

function turn(values: Float64Array, i: number, j: number, cos: number, sin: number): void {
  const [x, y] = [values[i]!, values[j]!]
  values[i] = cos * x - sin * y
  values[j] = sin * x + cos * y
}
