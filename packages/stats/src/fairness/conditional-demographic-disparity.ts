import { type Numbers, requireBinary, requireCodes, requireSameLength } from '../check.ts'

/**
 * Is a group (1 in `inGroup`) a larger part of the rejected than of the selected, within strata such as departments?
 * The mean of that difference over strata, by rows (S. Wachter, B. Mittelstadt, C. Russell, 2021; Amazon Clarify's
 * CDDPL), which sees through Simpson's paradox. -1 to 1, above 0 to the group's disadvantage. A stratum where nobody or
 * everybody is selected has no such difference: NaN. RangeError unless predictions and membership are 0 or 1.
 */
export function conditionalDemographicDisparity(
  predicted: Numbers,
  inGroup: Numbers,
  strata: Numbers,
): number {
  const at = 'conditionalDemographicDisparity'
  requireBinary(at, 'predicted', predicted)
  requireBinary(at, 'inGroup', inGroup)
  requireCodes(at, 'strata', strata)
  requireSameLength(at, 'predicted', predicted, 'inGroup', inGroup)
  requireSameLength(at, 'predicted', predicted, 'strata', strata)
  const tables = new Map<number, { rows: number; selected: number; ofGroup: number; both: number }>()
  for (let i = 0; i < predicted.length; i++) {
    const table = tables.get(strata[i]!) ?? { rows: 0, selected: 0, ofGroup: 0, both: 0 }
    table.rows++
    table.selected += predicted[i]!
    table.ofGroup += inGroup[i]!
    table.both += predicted[i]! * inGroup[i]!
    tables.set(strata[i]!, table)
  }
  let sum = 0
  for (const { rows, selected, ofGroup, both } of tables.values()) {
    sum += rows * ((ofGroup - both) / (rows - selected) - both / selected)
  }
  return sum / predicted.length
}
