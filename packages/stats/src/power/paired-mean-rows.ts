import { requireFinite, requireFraction } from '../check.ts'
import { normalQuantile } from '../special/normal-quantile.ts'

/**
 * Rows needed for a one-sided paired t-test at `alpha` to show, with the given power, that a mean difference is above
 * -margin; `sd` is that of the row-by-row differences, `difference` the true mean (default 0). Normal approximation
 * with Guenther's correction z^2/2 for the estimated sd (American Statistician 35, 1981). Infinity when the truth lies
 * at or beyond the margin.
 */
export function pairedMeanRows(plan: {
  readonly sd: number
  readonly margin: number
  readonly difference?: number
  readonly alpha: number
  readonly power: number
}): number {
  const { sd, margin, difference = 0, alpha, power } = plan
  requireFraction('pairedMeanRows', 'alpha', alpha)
  requireFraction('pairedMeanRows', 'power', power)
  requireFinite('pairedMeanRows', 'margin', margin)
  requireFinite('pairedMeanRows', 'difference', difference)
  if (!(sd >= 0 && sd < Infinity)) throw new RangeError(`pairedMeanRows: sd must be at least 0, got ${sd}`)
  const gap = margin + difference
  if (gap <= 0) return Infinity
  const zAlpha = normalQuantile(1 - alpha)
  const z = zAlpha + normalQuantile(power)
  return Math.max(2, Math.ceil(((z * sd) / gap) ** 2 + (zAlpha * zAlpha) / 2))
}
