import { poissonTerm } from './saddle-point.ts'

const TINY = 1e-300
const MAX_TERMS = 1_000_000

/**
 * The regularised incomplete gamma functions P(a, x) = `lower` and Q(a, x) = `upper`, each computed without
 * cancellation: series below a + 1 and Lentz's continued fraction above (DLMF 8.11.4, 8.9.2).
 * a > 0 and x >= 0, else RangeError.
 * Source: scipy.special.gammainc and gammaincc.
 */
export function incompleteGamma(a: number, x: number): { readonly lower: number; readonly upper: number } {
  if (!(a > 0)) throw new RangeError(`incompleteGamma: a must be above 0, got ${a}`)
  if (!(x >= 0)) throw new RangeError(`incompleteGamma: x must be at least 0, got ${x}`)
  if (x === 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const term = poissonTerm(a, x)
  if (x < a + 1) {
    let sum = 1
    let factor = 1
    for (let n = 1; n < MAX_TERMS && factor > sum * 1e-17; n++) {
      factor *= x / (a + n)
      sum += factor
    }
    const lower = term * sum
    return { lower, upper: 1 - lower }
  }
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let result = d
  for (let n = 1; n < MAX_TERMS; n++) {
    const coefficient = n * (a - n)
    b += 2
    d = coefficient * d + b
    d = 1 / (Math.abs(d) < TINY ? TINY : d)
    c = b + coefficient / c
    if (Math.abs(c) < TINY) c = TINY
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  const upper = term * a * result
  return { lower: 1 - upper, upper }
}
