import type { Interval } from '../../measurement.ts'

/**
 * What the data say about one quantity: an estimate, its interval at any level, and the p-value that is the same
 * interval read backwards. Judging by p and showing the interval can therefore never disagree.
 */
export interface Inference {
  readonly value: number
  /** Rows it was made from. */
  readonly n: number
  /** Two-sided interval; `level` is the coverage, 0..1 both excluded. */
  interval(level: number): Interval
  /** One-sided p of H0 "the quantity is at most `bound`": small means it is shown to be above. */
  above(bound: number): number
  /** One-sided p of H0 "the quantity is at least `bound`", where it is not simply the rest of `above`: at ties. */
  below?(bound: number): number
}

/** Of H0 "the quantity is at least `bound`": small means it is shown to be below. */
export function below(inference: Inference, bound: number): number {
  return inference.below?.(bound) ?? 1 - inference.above(bound)
}

/** The same knowledge about the quantity with its sign changed: an error that falls is an improvement that rises. */
export function negated(inference: Inference): Inference {
  return {
    value: -inference.value,
    n: inference.n,
    interval: (level) => {
      const { low, high, ...rest } = inference.interval(level)
      return { low: -high, high: -low, ...rest }
    },
    above: (bound) => below(inference, -bound),
    below: (bound) => inference.above(-bound),
  }
}

/** One minus the quantity: the error rate of an accuracy. */
export function complemented(inference: Inference): Inference {
  const mirror = negated(inference)
  return {
    value: 1 + mirror.value,
    n: mirror.n,
    interval: (level) => {
      const { low, high, ...rest } = mirror.interval(level)
      return { low: 1 + low, high: 1 + high, ...rest }
    },
    above: (bound) => mirror.above(bound - 1),
    below: (bound) => below(mirror, bound - 1),
  }
}

/** Intervals cut to what the quantity can be; the p-values stay. */
export function within(inference: Inference, least: number, most: number): Inference {
  return {
    ...inference,
    interval: (level) => {
      const { low, high, ...rest } = inference.interval(level)
      return { low: Math.max(least, low), high: Math.min(most, high), ...rest }
    },
  }
}
