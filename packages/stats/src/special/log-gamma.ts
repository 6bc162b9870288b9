/**
 * Lanczos coefficients for g = 607/128, n = 15 (P. Godfrey, "A note on the computation of the convergent Lanczos
 * series", 2001).
 */
const G = 607 / 128
const COEFFICIENTS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5,
  -2.6190838401581408e-5, 3.6899182659531625e-6,
] as const
const HALF_LOG_TAU = 0.9189385332046728
/** From here on the Stirling series, whose first dropped term is below 1e-17 there, loses fewer bits. */
const STIRLING_FROM = 16

/**
 * The natural logarithm of the gamma function for x > 0: absolute error a few 1e-15 below 16, relative error a few
 * ulp above. RangeError unless x is above 0.
 * Source: scipy.special.gammaln.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma: x must be above 0, got ${x}`)
  if (x === Infinity) return Infinity
  if (x >= STIRLING_FROM) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TAU + stirlingSeries(x)
  if (x < 0.5) return logGamma(x + 1) - Math.log(x)
  let sum: number = COEFFICIENTS[0]
  for (let i = 1; i < COEFFICIENTS.length; i++) sum += COEFFICIENTS[i]! / (x - 1 + i)
  const t = x - 0.5 + G
  return (x - 0.5) * Math.log(t) - t + HALF_LOG_TAU + Math.log(sum)
}

/** The Bernoulli-number tail of Stirling's formula, for x >= 16. */
export function stirlingSeries(x: number): number {
  const y = 1 / (x * x)
  return (
    (1 / 12 -
      (1 / 360 -
        (1 / 1260 -
          (1 / 1680 - (1 / 1188 - (691 / 360360 - (1 / 156 - (3617 / 122400) * y) * y) * y) * y) * y) *
          y) *
        y) /
    x
  )
}
