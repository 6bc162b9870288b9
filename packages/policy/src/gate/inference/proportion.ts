import { normalSurvival, tangoInterval, tangoPValue, wilsonInterval } from '@mlops-actions/stats'
import type { Inference } from './inference.ts'

/** A share of rows, by Wilson's score: right from a handful of rows on, and never certain at 0 or n. */
export function wilsonInference(successes: number, n: number): Inference {
  const value = successes / n
  return {
    value,
    n,
    interval: (level) => ({ ...wilsonInterval(successes, n, level), level, method: 'wilson' }),
    above: (bound) => {
      if (bound < 0) return 0
      if (bound >= 1) return 1
      if (bound === 0) return successes > 0 ? 0 : 1
      return normalSurvival((value - bound) / Math.sqrt((bound * (1 - bound)) / n))
    },
    below: (bound) => {
      // No share is below 0, however few the successes.
      if (bound <= 0) return 1
      return bound >= 1 ? 0 : normalSurvival((bound - value) / Math.sqrt((bound * (1 - bound)) / n))
    },
  }
}

/** The candidate's share of right answers minus the baseline's, on the same rows, by Tango's score. */
export function tangoInference(onlyCandidate: number, onlyBaseline: number, n: number): Inference {
  const counts = { b: onlyCandidate, c: onlyBaseline, n }
  return {
    value: (onlyCandidate - onlyBaseline) / n,
    n,
    interval: (level) => ({ ...tangoInterval(counts, level), level, method: 'tango' }),
    above: (bound) => {
      if (bound <= -1) return 0
      return bound >= 1 ? 1 : tangoPValue(counts, -bound)
    },
    below: (bound) => {
      if (bound >= 1) return 0
      return bound <= -1 ? 1 : tangoPValue({ b: onlyBaseline, c: onlyCandidate, n }, bound)
    },
  }
}
