import { logGamma, stirlingSeries } from './log-gamma.ts'

const HALF_LOG_TAU = 0.9189385332046728

/**
 * log B(a, b) for a, b > 0. Where both are large the Stirling leading terms are cancelled by hand, not by subtraction.
 * Source: scipy.special.betaln.
 */
export function logBeta(a: number, b: number): number {
  if (a < 16 || b < 16) return logGamma(a) + logGamma(b) - logGamma(a + b)
  const total = a + b
  return (
    HALF_LOG_TAU +
    stirlingSeries(a) +
    stirlingSeries(b) -
    stirlingSeries(total) -
    0.5 * Math.log(a) -
    0.5 * Math.log(b) +
    0.5 * Math.log(total) +
    a * Math.log(a / total) +
    b * Math.log(b / total)
  )
}
