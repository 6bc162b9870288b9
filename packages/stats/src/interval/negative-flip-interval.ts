import { type Numbers, requireCodes, requireSameLength } from '../check.ts'
import type { Range } from './range.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** What changing the model does to single rows. */
export interface NegativeFlips extends Range {
  /** Rows the baseline has right and the candidate wrong, and the other way round. */
  readonly broken: number
  readonly mended: number
  readonly rows: number
  /** Broken by all rows, with Wilson's interval. */
  readonly rate: number
  /**
   * The rate by that of models that err independently, baseline accuracy times candidate error; below 1 they err alike.
   * NaN where the baseline is never right or the candidate never wrong.
   */
  readonly relative: number
}

/**
 * How many rows a new model newly breaks, which a better accuracy hides: the negative flip rate of S. Yan et al.,
 * "Positive-congruent training", CVPR 2021. Labels and predictions are codes of classes, RangeError else.
 */
export function negativeFlipInterval(
  labels: Numbers,
  candidate: Numbers,
  baseline: Numbers,
  level: number,
): NegativeFlips {
  const at = 'negativeFlipInterval'
  for (const [name, values] of Object.entries({ labels, candidate, baseline })) {
    requireCodes(at, name, values)
    requireSameLength(at, 'labels', labels, name, values)
  }
  const rows = labels.length
  let [broken, mended, wrong, right] = [0, 0, 0, 0]
  for (let i = 0; i < rows; i++) {
    const before = baseline[i] === labels[i]
    const after = candidate[i] === labels[i]
    if (before) right++
    if (!after) wrong++
    if (before && !after) broken++
    if (!before && after) mended++
  }
  const rate = broken / rows
  const relative = rate / ((right / rows) * (wrong / rows))
  return { broken, mended, rows, rate, relative, ...wilsonInterval(broken, rows, level) }
}
