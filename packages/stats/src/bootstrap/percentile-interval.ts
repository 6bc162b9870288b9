import { requireFiniteValues, requireFraction } from '../check.ts'
import type { Range } from '../interval/range.ts'
import { quantile } from '../summary/quantile.ts'

/**
 * The central `level` of bootstrap replicates (type 7 quantiles). RangeError when a replicate is NaN or infinite: a
 * statistic that is undefined on some resamples (AUC without positives) has no honest interval.
 * Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, 13.3.
 */
export function percentileInterval(replicates: Float64Array, level: number): Range {
  requireFraction('percentileInterval', 'level', level)
  requireFiniteValues('percentileInterval', 'replicates', replicates, 2)
  const sorted = Float64Array.from(replicates).sort()
  const tail = (1 - level) / 2
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) }
}
