/** Rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error function", 1969. */
const A = [
  2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745,
] as const
const B = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673] as const
const C = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
  6848.190450536283, 11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
] as const
const D = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
] as const
const P = [
  0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 2.9112874951168793e-5,
  0.023073441764940174,
] as const
const Q = [
  1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
] as const
const INVERSE_SQRT_TAU = 0.3989422804014327

/** exp(-y*y/2) with the square split in two, so that a large y loses no digits. */
function gaussian(y: number): number {
  const whole = Math.trunc(y * 16) / 16
  return Math.exp(-whole * whole * 0.5) * Math.exp(-(y - whole) * (y + whole) * 0.5)
}

/** P(Z > y) for y > 0.67448975. */
function upperTail(y: number): number {
  if (y <= Math.sqrt(32)) {
    let numerator: number = C[8] * y
    let denominator = y
    for (let i = 0; i < 7; i++) {
      numerator = (numerator + C[i]!) * y
      denominator = (denominator + D[i]!) * y
    }
    return (gaussian(y) * (numerator + C[7])) / (denominator + D[7])
  }
  const square = 1 / (y * y)
  let numerator: number = P[5] * square
  let denominator = square
  for (let i = 0; i < 4; i++) {
    numerator = (numerator + P[i]!) * square
    denominator = (denominator + Q[i]!) * square
  }
  const tail = (square * (numerator + P[4])) / (denominator + Q[4])
  return (gaussian(y) * (INVERSE_SQRT_TAU - tail)) / y
}

/**
 * The standard normal distribution function, P(Z <= x).
 * Source: scipy.stats.norm.cdf.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('normalCdf: x must be a number, got NaN')
  if (Math.abs(x) > 0.67448975) return x > 0 ? 1 - upperTail(x) : upperTail(-x)
  const square = x * x
  let numerator: number = A[4] * square
  let denominator = square
  for (let i = 0; i < 3; i++) {
    numerator = (numerator + A[i]!) * square
    denominator = (denominator + B[i]!) * square
  }
  return 0.5 + (x * (numerator + A[3])) / (denominator + B[3])
}

/**
 * P(Z > x), with all its digits far in the tail.
 * Source: scipy.stats.norm.sf.
 */
export function normalSurvival(x: number): number {
  return normalCdf(-x)
}
