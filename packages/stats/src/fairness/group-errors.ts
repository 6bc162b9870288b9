import { type Numbers, requireCodes, requireFiniteValues, requireSameLength } from '../check.ts'

/** What a regression does to one group; NaN for a group without rows. */
export interface GroupErrors {
  readonly rows: number
  readonly meanAbsoluteError: number
  readonly meanSquaredError: number
  readonly rootMeanSquaredError: number
  /** Mean of predicted minus actual: above 0 the group is told too much. */
  readonly meanResidual: number
  readonly meanPrediction: number
  /** Within the group, about its own mean; NaN where its actual values are all alike. */
  readonly r2: number
}

/**
 * Errors of each group code 0.. in that order: compare them with rateGap (Fairlearn's MetricFrame over
 * mean_absolute_error, mean_squared_error, r2_score). RangeError for values not finite or lengths that differ.
 */
export function groupErrors(actual: Numbers, predicted: Numbers, groups: Numbers): readonly GroupErrors[] {
  const at = 'groupErrors'
  requireFiniteValues(at, 'actual', actual)
  requireFiniteValues(at, 'predicted', predicted)
  requireCodes(at, 'groups', groups)
  requireSameLength(at, 'actual', actual, 'predicted', predicted)
  requireSameLength(at, 'actual', actual, 'groups', groups)
  const rowsOf: number[][] = []
  for (let i = 0; i < groups.length; i++) {
    while (rowsOf.length <= groups[i]!) rowsOf.push([])
    rowsOf[groups[i]!]!.push(i)
  }
  return rowsOf.map((rows) => errorsOf(rows, actual, predicted))
}

function errorsOf(rows: readonly number[], actual: Numbers, predicted: Numbers): GroupErrors {
  const mean = (value: (row: number) => number) =>
    rows.reduce((sum, row) => sum + value(row), 0) / rows.length
  const squares = mean((row) => (predicted[row]! - actual[row]!) ** 2)
  const centre = mean((row) => actual[row]!)
  const spread = mean((row) => (actual[row]! - centre) ** 2)
  return {
    rows: rows.length,
    meanAbsoluteError: mean((row) => Math.abs(predicted[row]! - actual[row]!)),
    meanSquaredError: squares,
    rootMeanSquaredError: Math.sqrt(squares),
    meanResidual: mean((row) => predicted[row]! - actual[row]!),
    meanPrediction: mean((row) => predicted[row]!),
    r2: spread === 0 ? Number.NaN : 1 - squares / spread,
  }
}
