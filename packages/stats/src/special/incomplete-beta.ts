import { binomialTerm } from './saddle-point.ts'

const TINY = 1e-300
const MAX_TERMS = 100_000

/**
 * The continued fraction of A. Didonato and A. Morris (ACM TOMS 708, 1992) by Lentz's method, for x up to about the
 * mean a/(a+b). Its terms do not cancel for a large, unlike those of the classical fraction; y = 1 - x.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const denominator = (m: number) =>
    (m === 0 ? 0 : m + (m * (b - m) * x) / (a + 2 * m - 1)) +
    ((a + m) * (a * y - b * x + 1 + m * (1 + y))) / (a + 2 * m + 1)
  let result = denominator(0)
  if (Math.abs(result) < TINY) result = TINY
  let c = result
  let d = 0
  for (let m = 1; m < MAX_TERMS; m++) {
    const numerator =
      ((a + m - 1) / (a + 2 * m - 1)) * ((a + b + m - 1) / (a + 2 * m - 1)) * m * (b - m) * x * x
    const next = denominator(m)
    d = next + numerator * d
    d = 1 / (Math.abs(d) < TINY ? TINY : d)
    c = next + numerator / c
    if (Math.abs(c) < TINY) c = TINY
    result *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return 1 / result
}

/**
 * The regularised incomplete beta function I_x(a, b), and its complement 1 - I_x(a, b) computed apart so that a tiny
 * tail keeps its digits. a, b > 0 and 0 <= x <= 1, else RangeError. `complement` is 1 - x, where the caller knows it
 * better than subtraction does.
 * Source: scipy.special.betainc and betaincc.
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
    const lower = front * fraction(a, b, x, complement)
    return { lower, upper: 1 - lower }
  }
  const upper = front * fraction(b, a, complement, x)
  return { lower: 1 - upper, upper }
}
