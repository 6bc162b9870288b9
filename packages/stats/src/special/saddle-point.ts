import { logGamma, stirlingSeries } from './log-gamma.ts'

/**
 * Binomial and Poisson probabilities without the cancellation of `lgamma(n) - lgamma(k) - ...`, which at n = 1e6 has
 * lost ten digits: C. Loader, "Fast and accurate computation of binomial probabilities", 2000 (R's dbinom).
 */

const LOG_TAU = 1.8378770664093456
const HALF_LOG_TAU = LOG_TAU / 2

/** log(n!) minus Stirling's approximation of it, for real n >= 0 (infinite at 0). */
function stirlingError(n: number): number {
  if (n >= 16) return stirlingSeries(n)
  return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TAU
}

/** x log(x/m) + m - x, exact also where x is close to m. */
function deviance(x: number, m: number): number {
  const gap = x - m
  if (Math.abs(gap) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x
  const v = gap / (x + m)
  let sum = gap * v
  let term = 2 * x * v
  for (let j = 1; j < 1_000; j++) {
    term *= v * v
    const next = sum + term / (2 * j + 1)
    if (next === sum) return sum
    sum = next
  }
  return sum
}

/** C(n, x) p^x q^(n-x) for real 0 <= x <= n, with q = 1 - p given so that neither loses digits. */
export function binomialTerm(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 1 : 0
  if (q === 0) return x === n ? 1 : 0
  if (x === 0) return n === 0 ? 1 : Math.exp(p < 0.1 ? -deviance(n, n * q) - n * p : n * Math.log(q))
  if (x === n) return Math.exp(q < 0.1 ? -deviance(n, n * p) - n * q : n * Math.log(p))
  if (x < 0 || x > n) return 0
  const exponent =
    stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q)
  return Math.exp(exponent - 0.5 * (LOG_TAU + Math.log(x) + Math.log((n - x) / n)))
}

/** m^x e^-m / x! for real x >= 0. */
export function poissonTerm(x: number, m: number): number {
  if (m === 0) return x === 0 ? 1 : 0
  if (x === 0) return Math.exp(-m)
  if (x < m * Number.MIN_VALUE) return Math.exp(-m)
  return Math.exp(-stirlingError(x) - deviance(x, m)) / Math.sqrt(2 * Math.PI * x)
}
