import { requireFraction, requirePositive } from '../check.ts'

/** What the mixture over alternatives costs, in log evidence (measured against simulation: slightly too much). */
const MIXTURE_COST = 2

/**
 * Minutes of steady traffic until `rateRatioTest` against `nullRatio` can be expected to decide at `alpha` when the
 * truth is `trueRatio`: (log(1/alpha) + 2) / KL of the events' split, over the events a minute. Infinity when truth and
 * null agree or nothing ever happens. RangeError unless rates and ratios are above 0 and the canary's share is within
 * 0..1.
 * Source: A. Wald, Sequential Analysis, 1947; M. Lindon and A. Malek, 2022.
 */
export function minutesToDecision(plan: {
  readonly requestsPerMinute: number
  /** Events a request on stable, 0..1. */
  readonly baseRate: number
  /** Of the requests, 0..1. */
  readonly canaryShare: number
  readonly trueRatio: number
  readonly nullRatio?: number
  readonly alpha: number
}): number {
  const { requestsPerMinute, baseRate, canaryShare, trueRatio, nullRatio = 1, alpha } = plan
  const at = 'minutesToDecision'
  requireFraction(at, 'alpha', alpha)
  requireFraction(at, 'canaryShare', canaryShare)
  requirePositive(at, 'trueRatio', trueRatio)
  requirePositive(at, 'nullRatio', nullRatio)
  if (!(requestsPerMinute >= 0 && requestsPerMinute < Infinity)) {
    throw new RangeError(`${at}: requestsPerMinute must be finite and at least 0, got ${requestsPerMinute}`)
  }
  if (!(baseRate >= 0 && baseRate <= 1)) {
    throw new RangeError(`${at}: baseRate must be from 0 to 1, got ${baseRate}`)
  }
  const chance = (ratio: number) => (canaryShare * ratio) / (canaryShare * ratio + 1 - canaryShare)
  const [truth, nothing] = [chance(trueRatio), chance(nullRatio)]
  const information = truth * Math.log(truth / nothing) + (1 - truth) * Math.log((1 - truth) / (1 - nothing))
  const eventsPerMinute = requestsPerMinute * baseRate * (1 - canaryShare + canaryShare * trueRatio)
  // Rounding can leave a hair of information, of either sign, where truth and null are the same.
  if (!(information > 1e-15) || eventsPerMinute === 0) return Infinity
  return (Math.log(1 / alpha) + MIXTURE_COST) / information / eventsPerMinute
}
