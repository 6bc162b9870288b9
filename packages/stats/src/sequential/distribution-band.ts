import { requireCount, requireFraction } from '../check.ts'
import { findRoot } from '../special/find-root.ts'

/** The factor confseq fixes; the additive constant follows from it and alpha. */
const FACTOR = 0.85
const ETA_STEPS = 2_000

/**
 * Half-width of a band around the empirical distribution function that holds the true one at all values and all times
 * from `from` observations on, with chance 1 - alpha: 0.85 sqrt((log(1 + log(t / from)) + C) / t). Two arms differ for
 * certain where their bands part. S. Howard and A. Ramdas, Bernoulli 28(3), 2022, theorem 2; confseq's
 * empirical_process_lil_bound. Infinity before `from`.
 */
export function distributionBand(observations: number, alpha: number, from: number): number {
  requireCount('distributionBand', 'observations', observations)
  requireCount('distributionBand', 'from', from, 1)
  requireFraction('distributionBand', 'alpha', alpha)
  if (observations < from) return Infinity
  const constant = findRoot((c) => Math.log(errorOf(c)) - Math.log(alpha), 2, 200)
  return FACTOR * Math.sqrt((Math.log1p(Math.log(observations / from)) + constant) / observations)
}

/** Chance of ever leaving the band with this constant, over the best spacing of epochs. */
function errorOf(constant: number): number {
  let best = Number.MAX_VALUE
  const widest = 2 * FACTOR ** 2
  const error = (eta: number) => {
    const root = FACTOR - Math.sqrt((2 * (eta - 1)) / constant)
    const gamma = root > 0 ? (2 / eta) * root * root : 0
    if (gamma <= 1) return Number.MAX_VALUE
    return 4 * Math.exp(-gamma * constant) * (1 + 1 / ((gamma - 1) * Math.log(eta)))
  }
  let at = 1
  for (let step = 1; step < ETA_STEPS; step++) {
    const eta = 1 + (widest - 1) * (step / ETA_STEPS) ** 2
    if (error(eta) < best) {
      best = error(eta)
      at = eta
    }
  }
  return best === Number.MAX_VALUE ? best : refined(error, at, (widest - 1) / ETA_STEPS)
}

/** Golden-section search about a minimum already found to one step. */
function refined(error: (eta: number) => number, at: number, step: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [Math.max(1 + 1e-12, at - 2 * step), at + 2 * step]
  for (let i = 0; i < 80; i++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)]
    if (error(a) < error(b)) high = b
    else low = a
  }
  return error((low + high) / 2)
}
