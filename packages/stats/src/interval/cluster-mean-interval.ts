import {
  type Numbers,
  requireCodes,
  requireFiniteValues,
  requireFraction,
  requireSameLength,
} from '../check.ts'
import { studentTQuantile } from '../special/student-t.ts'
import type { Range } from './range.ts'

/**
 * Student's interval of a mean over rows that come in clusters (rows of one user, repeats of one test case): the spread
 * of the clusters' sums of residuals, k / (k - 1) times, with k - 1 degrees of freedom for k clusters (K. Liang and S.
 * Zeger, Biometrika 73, 1986; statsmodels' cov_type="cluster" with use_t). Of some thirty clusters up it is near its
 * level. `clusters` are codes, not necessarily dense. RangeError for fewer than two clusters or values not finite.
 */
export function clusterMeanInterval(
  values: Numbers,
  clusters: Numbers,
  level: number,
): Range & { readonly mean: number; readonly clusters: number } {
  const at = 'clusterMeanInterval'
  requireFiniteValues(at, 'values', values)
  requireCodes(at, 'clusters', clusters)
  requireSameLength(at, 'values', values, 'clusters', clusters)
  requireFraction(at, 'level', level)
  const n = values.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  const mean = sum / n
  const residuals = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    residuals.set(clusters[i]!, (residuals.get(clusters[i]!) ?? 0) + values[i]! - mean)
  }
  const k = residuals.size
  if (k < 2) throw new RangeError(`${at}: needs two clusters, got ${k}`)
  let squares = 0
  for (const residual of residuals.values()) squares += residual * residual
  const half = -studentTQuantile((1 - level) / 2, k - 1) * (Math.sqrt((squares * k) / (k - 1)) / n)
  return { mean, clusters: k, low: mean - half, high: mean + half }
}
