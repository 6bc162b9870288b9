import { requireFinite, requireFraction } from '../check.ts'
import { normalQuantile } from '../special/normal-quantile.ts'

/**
 * Rows needed for a one-sided test at `alpha` to show, with the given power, that a paired difference of proportions is
 * above -margin, when a share `discordance` of rows is judged differently by the two models and the true difference is
 * `difference` (default 0). Normal approximation. Infinity when the truth lies at or beyond the margin.
 * Source: O. Miettinen, Biometrics 24, 1968.
 */
export function pairedProportionRows(plan: {
  readonly discordance: number
  readonly margin: number
  readonly difference?: number
  readonly alpha: number
  readonly power: number
}): number {
  const { discordance, margin, difference = 0, alpha, power } = plan
  requireFraction('pairedProportionRows', 'alpha', alpha)
  requireFraction('pairedProportionRows', 'power', power)
  requireFinite('pairedProportionRows', 'margin', margin)
  if (!(discordance >= Math.abs(difference) && discordance <= 1)) {
    throw new RangeError(
      `pairedProportionRows: discordance must be from |difference| to 1, got ${discordance} and ${difference}`,
    )
  }
  const gap = margin + difference
  if (gap <= 0) return Infinity
  const z = normalQuantile(1 - alpha) + normalQuantile(power)
  return Math.max(1, Math.ceil((z * z * (discordance - difference * difference)) / (gap * gap)))
}
