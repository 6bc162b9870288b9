import { moments, studentTQuantile, studentTSurvival } from '@mlops-actions/stats'
import type { Inference } from './inference.ts'

/**
 * A mean of rows, by Student's t. `influences` are what each row contributes: the row's own value for a mean, its
 * influence function for a smooth function of means (the infinitesimal jackknife, Efron 1982), which have mean
 * `value` and 0 respectively; their spread is the error either way. At least two rows.
 */
export function studentInference(value: number, influences: Float64Array, method: string): Inference {
  const { n, variance } = moments(influences)
  const error = Math.sqrt(variance / n)
  return {
    value,
    n,
    interval: (level) => {
      const half = studentTQuantile(1 - (1 - level) / 2, n - 1) * error
      return { low: value - half, high: value + half, level, method }
    },
    above: (bound) => {
      // All rows alike: the estimate is all there is to go by.
      if (error === 0) return value > bound ? 0 : 1
      return studentTSurvival((value - bound) / error, n - 1)
    },
    below: (bound) => {
      // Not the rest of `above`: a value that stands on the bound is shown to be on neither side of it.
      if (error === 0) return value < bound ? 0 : 1
      return studentTSurvival((bound - value) / error, n - 1)
    },
  }
}
