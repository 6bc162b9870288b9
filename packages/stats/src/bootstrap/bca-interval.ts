import { requireFinite, requireFiniteValues, requireFraction } from '../check.ts'
import type { Range } from '../interval/range.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import { normalCdf } from '../special/normal.ts'
import { compensatedSum } from '../summary/moments.ts'
import { quantile } from '../summary/quantile.ts'

/**
 * The bias-corrected and accelerated interval: B. Efron, JASA 82, 1987, as scipy.stats.bootstrap computes it.
 * `jackknife` holds the statistic with each row (or cluster) left out once. RangeError for values that are not finite,
 * or an estimate outside all replicates, where the correction is infinite.
 */
export function bcaInterval(
  replicates: Float64Array,
  estimate: number,
  jackknife: Float64Array,
  level: number,
): Range {
  requireFraction('bcaInterval', 'level', level)
  requireFinite('bcaInterval', 'estimate', estimate)
  requireFiniteValues('bcaInterval', 'replicates', replicates, 2)
  requireFiniteValues('bcaInterval', 'jackknife', jackknife, 2)
  const sorted = Float64Array.from(replicates).sort()
  let [below, equal] = [0, 0]
  for (const value of sorted) {
    if (value < estimate) below++
    else if (value === estimate) equal++
  }
  const bias = normalQuantile((below + equal / 2) / sorted.length)
  if (!Number.isFinite(bias)) {
    throw new RangeError(`bcaInterval: the estimate ${estimate} lies outside all ${sorted.length} replicates`)
  }
  const acceleration = accelerationOf(jackknife)
  const end = (tail: number) => {
    const shifted = bias + normalQuantile(tail)
    return quantile(sorted, normalCdf(bias + shifted / (1 - acceleration * shifted)))
  }
  return { low: end((1 - level) / 2), high: end(1 - (1 - level) / 2) }
}

/** 0 when leaving out a row never changes the statistic. */
function accelerationOf(jackknife: Float64Array): number {
  const centre = compensatedSum(jackknife) / jackknife.length
  let [squares, cubes] = [0, 0]
  for (const value of jackknife) {
    squares += (centre - value) ** 2
    cubes += (centre - value) ** 3
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}
