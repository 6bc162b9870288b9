import { requireCount, requireFraction } from '../check.ts'
import { binomialCdf } from '../special/binomial.ts'

/**
 * How many requests must have stayed under a latency limit, when `overLimit` did not, to show with the given confidence
 * that the limit holds for the `percentile` (0.99 for p99): the smallest h with
 * P[Binomial(h + overLimit, 1 - percentile) <= overLimit] <= 1 - confidence. MLPerf's early stopping rule
 * (mlcommons/inference, loadgen/early_stopping.cc, confidence 0.99). 459 at p99 and none over.
 */
export function earlyStoppingQueries(overLimit: number, percentile: number, confidence = 0.99): number {
  requireCount('earlyStoppingQueries', 'overLimit', overLimit)
  requireFraction('earlyStoppingQueries', 'percentile', percentile)
  requireFraction('earlyStoppingQueries', 'confidence', confidence)
  const enough = (under: number) =>
    binomialCdf(overLimit, under + overLimit, 1 - percentile) <= 1 - confidence
  let high = 1
  while (!enough(high)) high *= 2
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return high
}
