import { binomialTerm } from './saddle-point.ts'

const TINY = 1e-300
const MAX_TERMS = 100_000

/** The continued fraction of DLMF 8.17.22 by Lentz's method; converges fast for x below (a+1)/(a+b+2). */
function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  d = 1 / (Math.abs(d) < TINY ? TINY : d)
  let result = d
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    for (const coefficient of [even, odd]) {
      d = 1 + coefficient * d
      d = 1 / (Math.abs(d) < TINY ? TINY : d)
      c = 1 + coefficient / c
      if (Math.abs(c) < TINY) c = TINY
      result *= d * c
    }
    if (Math.abs(d * c - 1) < 1e-16) return result
  }
  return result
}

/**
 * The regularised incomplete beta function I_x(a, b), and its complement 1 - I_x(a, b) computed apart so that a tiny
 * tail keeps its digits. a, b > 0 and 0 <= x <= 1, else RangeError. `complement` is 1 - x, where the caller knows it
 * better than subtraction does.
 */
export function incompleteBeta(
  a: number,
  b: number,
  x: number,
  complement = 1 - x,
): { readonly lower: number; readonly upper: number } {
  if (!(a > 0) || !(b > 0)) throw new RangeError(`incompleteBeta: a and b must be above 0, got ${a} and ${b}`)
  if (!(x >= 0 && x <= 1)) throw new RangeError(`incompleteBeta: x must be from 0 to 1, got ${x}`)
  if (x === 0) return { lower: 0, upper: 1 }
  if (complement === 0) return { lower: 1, upper: 0 }
  // x^a (1-x)^b / B(a,b), by way of the binomial probability that has the same factors.
  const front = (binomialTerm(a, a + b, x, complement) * a * b) / (a + b)
  if (x <= (a + 1) / (a + b + 2)) {
    const lower = (front * fraction(a, b, x)) / a
    return { lower, upper: 1 - lower }
  }
  const upper = (front * fraction(b, a, complement)) / b
  return { lower: 1 - upper, upper }
}
