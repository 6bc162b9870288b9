import { normalQuantile, normalSurvival } from '@mlops-actions/stats'
import type { Inference } from './inference.ts'

/** A normal quantity with a known error. */
export function normalInference(value: number, error: number, n: number, method: string): Inference {
  return {
    value,
    n,
    interval: (level) => {
      const half = -normalQuantile((1 - level) / 2) * error
      return { low: value - half, high: value + half, level, method }
    },
    above: (bound) => normalSurvival((value - bound) / error),
  }
}

/**
 * An AUC whose DeLong variance is 0, which happens at 1 and says nothing of other rows. The error is taken at the AUC
 * being tested instead of the one observed: R. G. Newcombe's method 5 (Statistics in Medicine 25, 2006), with the
 * variance of J. Hanley and B. McNeil (Radiology 143, 1982), as Wilson does for proportions.
 */
export function newcombeAucInference(value: number, positives: number, negatives: number): Inference {
  const above = (bound: number): number => {
    if (bound < 0) return 0
    if (bound >= 1) return 1
    return normalSurvival((value - bound) / errorAt(bound, positives, negatives))
  }
  return {
    value,
    n: positives + negatives,
    interval: (level) => {
      const tail = (1 - level) / 2
      return {
        low: crossing(above, tail, value),
        high: crossing(above, 1 - tail, value),
        level,
        method: 'newcombe-5',
      }
    },
    above,
  }
}

function errorAt(auc: number, positives: number, negatives: number): number {
  const half = (positives + negatives) / 2 - 1
  const spread = 1 + half * ((1 - auc) / (2 - auc) + auc / (1 + auc))
  return Math.sqrt((auc * (1 - auc) * spread) / (positives * negatives))
}

/** Halvings that bring an interval of length 1 to the last bit of a double. */
const HALVINGS = 60

/** The bound in 0..1 at which the p-value passes `tail`; it grows with the bound, but for a jump at the value itself. */
function crossing(above: (bound: number) => number, tail: number, value: number): number {
  let [low, high] = tail < 0.5 ? [0, value] : [value, 1]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (above(middle) < tail) low = middle
    else high = middle
  }
  return tail < 0.5 ? low : high
}

/**
 * A difference of AUCs whose DeLong variance is 0: both models rank alike or both are perfect. What other rows could
 * show is bounded as if the share of agreeing pairs were an AUC of 1.
 */
export function equalRankingInference(value: number, positives: number, negatives: number): Inference {
  const agreement = newcombeAucInference(1, positives, negatives)
  return {
    value,
    n: positives + negatives,
    interval: (level) => {
      const slack = 1 - agreement.interval(level).low
      return { low: value - slack, high: value + slack, level, method: 'newcombe-5' }
    },
    above: (bound) => {
      // Both branches tend to one half; at the jump itself `agreement` would call it certain.
      if (bound === value) return 0.5
      return bound < value ? agreement.above(1 - (value - bound)) : 1 - agreement.above(1 - (bound - value))
    },
  }
}
