const RESCALE_ABOVE = 2 ** 128
const RESCALE_BITS = 128

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!
      if (factor === 0) continue
      for (let j = 0; j < size; j++) out[i * size + j]! += factor * b[k * size + j]!
    }
  }
  return out
}

/** The matrix whose n-th power holds the answer; d = (k - h)/n. */
function transitions(size: number, h: number): Float64Array {
  const column = new Float64Array(size)
  const inverseFactorial = new Float64Array(size + 1).fill(1)
  for (let j = 1; j <= size; j++) inverseFactorial[j] = inverseFactorial[j - 1]! / j
  for (let j = 0; j < size; j++) column[j] = (1 - h ** (j + 1)) * inverseFactorial[j + 1]!
  column[size - 1] = (1 + Math.max(2 * h - 1, 0) ** size - 2 * h ** size) * inverseFactorial[size]!
  const matrix = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 1; j <= Math.min(i + 1, size - 1); j++) {
      matrix[i * size + j] = inverseFactorial[i - j + 1]!
    }
    matrix[i * size] = column[i]!
  }
  for (let j = 0; j < size; j++) matrix[(size - 1) * size + j] = column[size - 1 - j]!
  return matrix
}

/**
 * P(D < d) of the two-sided one-sample Kolmogorov-Smirnov statistic, exact: J. Durbin's matrix as computed by
 * G. Marsaglia, W. W. Tsang and J. Wang, J. Stat. Software 8(18), 2003. Work grows with (n d)^3 log n.
 */
export function durbinMatrixCdf(n: number, d: number): number {
  const k = Math.ceil(n * d)
  const size = 2 * k - 1
  const centre = (k - 1) * size + k - 1
  let base = transitions(size, k - n * d)
  let baseExponent = 0
  let power: Float64Array | undefined
  let exponent = 0
  for (let remaining = n; remaining > 0; remaining = Math.floor(remaining / 2)) {
    if (remaining % 2 === 1) {
      power = power ? multiply(power, base, size) : base.slice()
      exponent += baseExponent
    }
    base = multiply(base, base, size)
    baseExponent *= 2
    if (base[centre]! > RESCALE_ABOVE) {
      for (let i = 0; i < base.length; i++) base[i]! /= RESCALE_ABOVE
      baseExponent += RESCALE_BITS
    }
  }
  let p = power![centre]!
  for (let i = 1; i <= n; i++) {
    p *= i / n
    if (p < 1 / RESCALE_ABOVE) {
      p *= RESCALE_ABOVE
      exponent -= RESCALE_BITS
    }
  }
  return p * 2 ** exponent
}
