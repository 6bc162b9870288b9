import type { ConditionalLook } from './rate-look.ts'

/** Log rate ratios beyond this (a factor of 5e21) are as good as infinite. */
export const LARGEST_LOG_RATIO = 50
/** Pearson's estimate from fewer looks is noise. */
const DISPERSION_FROM_LOOKS = 5
const NEWTON_STEPS = 100

/** log-likelihood of log rate ratio `delta` against a ratio of 1: sum of x delta - m log(share e^delta + 1 - share). */
export function logLikelihood(looks: readonly ConditionalLook[], delta: number): number {
  const growth = Math.expm1(delta)
  let sum = 0
  for (const look of looks) sum += look.canary * delta - look.events * Math.log1p(look.share * growth)
  return sum
}

/** The chance that an event hits the canary. */
function canaryChance(share: number, delta: number): number {
  return (share * Math.exp(delta)) / (1 + share * Math.expm1(delta))
}

/** The most likely log rate ratio, within +-LARGEST_LOG_RATIO; NaN when no event tells. */
export function fitLogRatio(looks: readonly ConditionalLook[], start = 0): number {
  const telling = looks.filter(({ events, share }) => events > 0 && share > 0 && share < 1)
  const [canary, events] = [sum(telling, (look) => look.canary), sum(telling, (look) => look.events)]
  if (events === 0) return Number.NaN
  if (canary === 0) return -LARGEST_LOG_RATIO
  if (canary === events) return LARGEST_LOG_RATIO
  let [low, high] = [-LARGEST_LOG_RATIO, LARGEST_LOG_RATIO]
  let delta = Math.min(high, Math.max(low, Number.isFinite(start) ? start : 0))
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [score, information] = [canary, 0]
    for (const look of telling) {
      const chance = canaryChance(look.share, delta)
      score -= look.events * chance
      information += look.events * chance * (1 - chance)
    }
    // The score falls in delta, so its sign says on which side the root lies; a wild Newton step is halved instead.
    if (score > 0) low = delta
    else high = delta
    const newton = delta + score / information
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - delta) <= 1e-12 * Math.max(1, Math.abs(next))) return next
    delta = next
  }
  return delta
}

/**
 * Pearson's dispersion of the looks about their own fit, at least 1: how much more the events cluster than independent
 * requests would. Dividing the log-likelihood by it is a correction, not a theorem; with independent noise per arm
 * (gamma, variance 0.3) it brings false alarms at alpha 1 % from 26 % to 2 %.
 */
export function dispersionOf(looks: readonly ConditionalLook[], delta: number): number {
  let [pearson, used] = [0, 0]
  for (const { canary, events, share } of looks) {
    const chance = canaryChance(share, delta)
    const variance = events * chance * (1 - chance)
    if (!(variance > 0)) continue
    pearson += (canary - events * chance) ** 2 / variance
    used++
  }
  return used < DISPERSION_FROM_LOOKS ? 1 : Math.max(1, pearson / (used - 1))
}

function sum(looks: readonly ConditionalLook[], value: (look: ConditionalLook) => number): number {
  return looks.reduce((total, look) => total + value(look), 0)
}
