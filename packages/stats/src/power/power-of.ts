import { requireCount, requireFinite } from '../check.ts'
import { normalQuantile } from '../special/normal-quantile.ts'
import { normalCdf } from '../special/normal.ts'
import {
  type Design,
  differenceOf,
  type Question,
  requireAlpha,
  rowsLostToSd,
  variancePerRow,
} from './design.ts'

/**
 * The chance that a one-sided test at `alpha` with `rows` (of group 1) shows the difference to be above -margin. Normal
 * approximation, for means with Guenther's correction. RangeError for impossible input.
 * Source: statsmodels NormalIndPower and TTestPower.
 */
export function powerOf(design: Design, question: Question & { readonly rows: number }): number {
  requireCount('powerOf', 'rows', question.rows, 1)
  requireAlpha('powerOf', question.alpha)
  requireFinite('powerOf', 'margin', question.margin)
  const difference = differenceOf('powerOf', design, question)
  const rows = Math.max(0, question.rows - rowsLostToSd(design, question.alpha))
  const variance = variancePerRow('powerOf', design, difference)
  const gap = question.margin + difference
  const shift = gap === 0 ? 0 : (gap * Math.sqrt(rows)) / Math.sqrt(variance)
  return normalCdf(shift + normalQuantile(question.alpha))
}
