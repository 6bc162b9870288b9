/** Alternatives are `bound * exp(-d)` for d on this grid, weighted towards the small ones as in the ratio tests. */
const GRID = Array.from({ length: 60 }, (_, i) => 0.05 * (i + 1))
const DECAY = 0.7

/**
 * Anytime-valid evidence that a rate of events lies below `bound`: log of an e-process against H0: rate >= bound, a
 * mixture of binomial likelihood ratios (Robbins 1970; Howard, Ramdas et al. 2021). By Ville's inequality it reaches
 * log(1/beta) with probability at most beta under H0, however often it is looked at.
 *
 * It is what a service without errors can prove: a ratio of two empty counts says nothing.
 * @param events 0..total
 * @param bound a probability, 0 < bound < 1
 */
export function rareRateEvidence(events: number, total: number, bound: number): number {
  const terms = GRID.map((d) => {
    const rate = bound * Math.exp(-d)
    return (
      -d / DECAY + events * Math.log(rate / bound) + (total - events) * Math.log((1 - rate) / (1 - bound))
    )
  })
  return logSumExp(terms) - logSumExp(GRID.map((d) => -d / DECAY))
}

export function logSumExp(terms: readonly number[]): number {
  const top = Math.max(...terms)
  if (!Number.isFinite(top)) return top
  return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0))
}

/** The average of e-processes is one: log of the mean of exp(log evidence). */
export function averageEvidence(logs: readonly number[]): number {
  return logSumExp(logs) - Math.log(logs.length)
}
