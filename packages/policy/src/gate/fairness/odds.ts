import type { Inference } from '../inference/inference.ts'
import { wilsonInference } from '../inference/proportion.ts'

/**
 * One count by another where only their sum is fixed: the odds of a binomial share, so Wilson's interval of the share
 * is the ratio's, carried over. Infinite when the second count is 0, and open above then.
 */
export function oddsInference(count: number, other: number): Inference {
  const share = wilsonInference(count, count + other)
  const odds = (p: number): number => p / (1 - p)
  const shareAt = (bound: number): number => bound / (1 + bound)
  return {
    value: count / other,
    n: count + other,
    interval: (level) => {
      const { low, high, ...rest } = share.interval(level)
      return { low: odds(low), high: high >= 1 ? Infinity : odds(high), ...rest }
    },
    above: (bound) => (bound < 0 ? 0 : share.above(shareAt(bound))),
    below: (bound) => (bound <= 0 ? 1 : (share.below?.(shareAt(bound)) ?? 1)),
  }
}
