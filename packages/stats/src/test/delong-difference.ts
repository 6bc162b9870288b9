import { type Numbers, requireFinite, requireFraction } from '../check.ts'
import type { Range } from '../interval/range.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import { normalSurvival } from '../special/normal.ts'
import { delong } from './delong.ts'

/**
 * AUC of `a` minus AUC of `b` on the same rows, with DeLong's interval, z and two-sided p. Where both scores rank alike
 * the variance is 0: the interval is a point, and z is 0 (or infinite if the AUCs differ) - a variance of exactly 0, as
 * when both AUCs are 1, says nothing of other rows, so callers fall back to a bootstrap or refuse.
 * Source: E. DeLong et al., Biometrics 44, 1988; pROC.
 */
export function delongDifference(
  labels: Numbers,
  a: Numbers,
  b: Numbers,
  level: number,
): {
  readonly difference: number
  readonly variance: number
  readonly interval: Range
  readonly z: number
  readonly pValue: number
} {
  requireFraction('delongDifference', 'level', level)
  const { difference, variance } = compare(labels, a, b)
  const error = Math.sqrt(variance)
  const z = difference === 0 ? 0 : difference / error
  const half = -normalQuantile((1 - level) / 2) * error
  return {
    difference,
    variance,
    interval: { low: difference - half, high: difference + half },
    z,
    pValue: Math.min(1, 2 * normalSurvival(Math.abs(z))),
  }
}

/**
 * One-sided p of H0 "AUC of a minus AUC of b is at most -margin": small means a is shown to be no worse than the
 * margin. 1 where the variance is 0, which proves nothing.
 * Source: E. DeLong et al., Biometrics 44, 1988; pROC.
 */
export function delongPValue(labels: Numbers, a: Numbers, b: Numbers, margin: number): number {
  requireFinite('delongPValue', 'margin', margin)
  const { difference, variance } = compare(labels, a, b)
  return variance === 0 ? 1 : normalSurvival((difference + margin) / Math.sqrt(variance))
}

function compare(labels: Numbers, a: Numbers, b: Numbers) {
  const { auc, covariance } = delong(labels, [a, b])
  const [[aa, ab], [, bb]] = covariance as [[number, number], [number, number]]
  return { difference: auc[0]! - auc[1]!, variance: Math.max(0, aa + bb - 2 * ab) }
}
