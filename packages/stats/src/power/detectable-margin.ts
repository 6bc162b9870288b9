import { requireCount, requireFraction } from '../check.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import { type Design, differenceOf, requireAlpha, rowsLostToSd, variancePerRow } from './design.ts'

/**
 * The smallest margin that `rows` (of group 1) can show to hold with the given power, one-sided at `alpha`, when the
 * true difference is `difference`: what a gate with so few rows can see at all. Print it beside the rule; a tolerance
 * below it can never be proven. Normal approximation, for means with Guenther's correction; Infinity where rows are too
 * few for any. RangeError for impossible input.
 * Source: statsmodels NormalIndPower.
 */
export function detectableMargin(
  design: Design,
  plan: {
    readonly rows: number
    readonly difference?: number
    readonly alpha: number
    readonly power: number
  },
): number {
  requireCount('detectableMargin', 'rows', plan.rows, 1)
  requireAlpha('detectableMargin', plan.alpha)
  requireFraction('detectableMargin', 'power', plan.power)
  const difference = differenceOf('detectableMargin', design, plan)
  const rows = plan.rows - rowsLostToSd(design, plan.alpha)
  if (rows <= 0) return Infinity
  const z = normalQuantile(1 - plan.alpha) + normalQuantile(plan.power)
  return z * Math.sqrt(variancePerRow('detectableMargin', design, difference) / rows) - difference
}
