import type { History, Member } from './member.ts'

const DAY_HARMONICS = 10
const WEEK_HARMONICS = 14
/** Ridge in units of the mean square of a column: only to keep near-collinear columns apart. */
const RIDGE = 1e-4

/** Angular frequencies a slot: the harmonics of a day, and those of a week that are none of a day. */
function frequencies(day: number, days: number): readonly number[] {
  const daily = Array.from({ length: Math.min(DAY_HARMONICS, day / 2 - 1) }, (_, k) => (k + 1) / day)
  if (days < 14) return daily.map((f) => 2 * Math.PI * f)
  const weekly = Array.from({ length: WEEK_HARMONICS }, (_, k) => k + 1)
    .filter((k) => k % 7 !== 0)
    .map((k) => k / (7 * day))
  return [...daily, ...weekly].map((f) => 2 * Math.PI * f)
}

function rowOf(t: number, omega: readonly number[], row: Float64Array): void {
  row[0] = 1
  omega.forEach((w, k) => {
    row[2 * k + 1] = Math.cos(w * t)
    row[2 * k + 2] = Math.sin(w * t)
  })
}

/** Sines and cosines of day and week by ridge regression, and an AR(1) of what they leave. */
function forecast({ values, day }: History, horizon: number): Float64Array {
  const omega = frequencies(day, values.length / day)
  const width = 2 * omega.length + 1
  const row = new Float64Array(width)
  const gram = new Float64Array(width * width)
  const right = new Float64Array(width)
  const rows = new Float64Array(values.length * width)
  for (let t = 0; t < values.length; t++) {
    rowOf(t, omega, row)
    rows.set(row, t * width)
    const y = values[t]!
    for (let i = 0; i < width; i++) {
      const x = row[i]!
      right[i] = right[i]! + x * y
      for (let j = 0; j <= i; j++) gram[i * width + j] = gram[i * width + j]! + x * row[j]!
    }
  }
  for (let i = 1; i < width; i++) gram[i * width + i] = gram[i * width + i]! + RIDGE * values.length
  const weights = solve(gram, right, width)
  const predict = (t: number): number => {
    rowOf(t, omega, row)
    return dot(row, weights, 0)
  }
  let products = 0
  let squares = 0
  let before = 0
  for (let t = 0; t < values.length; t++) {
    const residual = values[t]! - dot(rows, weights, t * width)
    products += residual * before
    squares += residual * residual
    before = residual
  }
  const memory = squares > 0 ? Math.min(0.99, Math.max(0, products / squares)) : 0
  return Float64Array.from(
    { length: horizon },
    (_, h) => predict(values.length + h) + before * memory ** (h + 1),
  )
}

function dot(rows: Float64Array, weights: Float64Array, offset: number): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += rows[offset + i]! * weights[i]!
  return sum
}

/** Cholesky, in place on the lower triangle; the ridge keeps it positive definite. */
function solve(matrix: Float64Array, right: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / matrix[j * n + j]!
    }
  }
  const x = right.slice()
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = x[i]! - matrix[i * n + k]! * x[k]!
    x[i] = x[i]! / matrix[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = x[i]! - matrix[k * n + i]! * x[k]!
    x[i] = x[i]! / matrix[i * n + i]!
  }
  return x
}

export const fourier: Member = { name: 'fourier', minDays: 3, forecast }
