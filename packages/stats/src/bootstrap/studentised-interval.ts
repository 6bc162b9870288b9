import { requireFinite, requireFiniteValues, requireFraction, requireSameLength } from '../check.ts'
import type { Range } from '../interval/range.ts'
import { quantile } from '../summary/quantile.ts'

/**
 * The bootstrap-t interval: quantiles (type 7) of (replicate - estimate) / error of the replicate, turned back with the
 * estimate's own standard error (B. Efron, 1982; P. Hall, Annals of Statistics 16, 1988). Second-order correct as BCa,
 * and better where the statistic is skewed, if each error is a good one. RangeError for values that are not finite or
 * errors that are not above 0: a replicate without spread has no t.
 */
export function studentisedInterval(
  bootstrap: { readonly replicates: Float64Array; readonly errors: Float64Array },
  estimate: number,
  error: number,
  level: number,
): Range {
  const { replicates, errors } = bootstrap
  const at = 'studentisedInterval'
  requireFraction(at, 'level', level)
  requireFinite(at, 'estimate', estimate)
  requireFiniteValues(at, 'replicates', replicates, 2)
  requireFiniteValues(at, 'errors', errors, 2)
  requireSameLength(at, 'replicates', replicates, 'errors', errors)
  for (const value of [error, ...errors]) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`${at}: standard errors must be finite and above 0, got ${value}`)
    }
  }
  const t = Float64Array.from(replicates, (value, i) => (value - estimate) / errors[i]!).sort()
  const tail = (1 - level) / 2
  return { low: estimate - quantile(t, 1 - tail) * error, high: estimate - quantile(t, tail) * error }
}
