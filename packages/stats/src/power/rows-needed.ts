import { requireFinite, requireFraction } from '../check.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import {
  type Design,
  differenceOf,
  type Question,
  requireAlpha,
  rowsLostToSd,
  variancePerRow,
} from './design.ts'

/**
 * Rows (of group 1) a one-sided test at `alpha` needs to show, with the given power, that the difference is above
 * -margin. Normal approximation, for means with Guenther's correction; whole, Infinity when the truth lies at or beyond
 * the margin. RangeError for impossible input.
 * Source: statsmodels NormalIndPower; W. Guenther, 1981.
 */
export function rowsNeeded(design: Design, question: Question & { readonly power: number }): number {
  requireAlpha('rowsNeeded', question.alpha)
  requireFraction('rowsNeeded', 'power', question.power)
  requireFinite('rowsNeeded', 'margin', question.margin)
  const difference = differenceOf('rowsNeeded', design, question)
  const variance = variancePerRow('rowsNeeded', design, difference)
  const gap = question.margin + difference
  if (gap <= 0) return Infinity
  const z = normalQuantile(1 - question.alpha) + normalQuantile(question.power)
  return Math.max(1, Math.ceil((z * z * variance) / gap ** 2 + rowsLostToSd(design, question.alpha)))
}
