import type { Inference } from '../inference/inference.ts'
import { below } from '../inference/inference.ts'

/**
 * The largest of several quantities. To show that it lies under a bound is to show it of each at the full level, with
 * nothing to correct (intersection-union: R. Berger, Technometrics 24, 1982); to show that it lies above, one of m at a
 * level of alpha/m (Bonferroni). No resampling: the bootstrap of a maximum is biased upwards where groups are small.
 */
export function largestOf(parts: readonly Inference[], n: number): Inference {
  const m = parts.length
  return {
    value: Math.max(...parts.map(({ value }) => value)),
    n,
    interval: (level) => ({
      low: Math.max(...parts.map((part) => part.interval(1 - (1 - level) / m).low)),
      high: Math.max(...parts.map((part) => part.interval(level).high)),
      level,
      method: methodOf(parts),
    }),
    above: (bound) => Math.min(1, m * Math.min(...parts.map((part) => part.above(bound)))),
    below: (bound) => Math.max(...parts.map((part) => below(part, bound))),
  }
}

/** The smallest of several, by the same two arguments turned round. */
export function smallestOf(parts: readonly Inference[], n: number): Inference {
  const m = parts.length
  return {
    value: Math.min(...parts.map(({ value }) => value)),
    n,
    interval: (level) => ({
      low: Math.min(...parts.map((part) => part.interval(level).low)),
      high: Math.min(...parts.map((part) => part.interval(1 - (1 - level) / m).high)),
      level,
      method: methodOf(parts),
    }),
    above: (bound) => Math.max(...parts.map((part) => part.above(bound))),
    below: (bound) => Math.min(1, m * Math.min(...parts.map((part) => below(part, bound)))),
  }
}

function methodOf(parts: readonly Inference[]): string {
  const own = parts[0]?.interval(0.9).method ?? 'none'
  return parts.length === 1 ? own : `${own}, intersection-union`
}
