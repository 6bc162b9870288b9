import { type Numbers, requireBinary, requireCodes, requireSameLength } from '../check.ts'
import { type ConfusionMatrix } from '../metric/confusion-matrix.ts'

/**
 * What a classifier does to one group. A rate without rows to take it over is NaN, never 0: a group without positives
 * has no true positive rate, and the 0 that Fairlearn puts there has moved an equalised-odds gap from 0.23 to 0.98.
 */
export interface GroupRates {
  /** Rows, and the denominators of the rates: judge a rate only where these suffice. */
  readonly rows: number
  readonly positives: number
  readonly negatives: number
  readonly selected: number
  readonly confusion: ConfusionMatrix
  readonly selectionRate: number
  readonly baseRate: number
  readonly truePositiveRate: number
  readonly falsePositiveRate: number
  readonly trueNegativeRate: number
  readonly falseNegativeRate: number
  readonly positivePredictiveValue: number
  readonly negativePredictiveValue: number
  readonly falseDiscoveryRate: number
  readonly falseOmissionRate: number
  readonly accuracy: number
  /** False negatives by false positives: treatment equality compares it. */
  readonly errorRatio: number
  /** This group's share of all selected rows: Aequitas' "statistical parity", which grows with the group. */
  readonly selectionShare: number
}

/**
 * Rates of each group code 0.. in that order; a code without rows has NaN rates. Labels and predictions are 0 or 1
 * (1 is selected), else RangeError.
 * Source: Fairlearn MetricFrame, Aequitas Group.get_crosstabs.
 */
export function groupRates(labels: Numbers, predicted: Numbers, groups: Numbers): readonly GroupRates[] {
  requireBinary('groupRates', 'labels', labels)
  requireBinary('groupRates', 'predicted', predicted)
  requireCodes('groupRates', 'groups', groups)
  requireSameLength('groupRates', 'labels', labels, 'predicted', predicted)
  requireSameLength('groupRates', 'labels', labels, 'groups', groups)
  const tables: { tp: number; fp: number; tn: number; fn: number }[] = []
  let selected = 0
  for (let i = 0; i < labels.length; i++) {
    while (tables.length <= groups[i]!) tables.push({ tp: 0, fp: 0, tn: 0, fn: 0 })
    const cell = predicted[i] === 1 ? (labels[i] === 1 ? 'tp' : 'fp') : labels[i] === 1 ? 'fn' : 'tn'
    tables[groups[i]!]![cell]++
    selected += predicted[i]!
  }
  return tables.map((table) => ratesOf(table, selected))
}

function ratesOf(confusion: ConfusionMatrix, selectedInAll: number): GroupRates {
  const { tp, fp, tn, fn } = confusion
  const rows = tp + fp + tn + fn
  return {
    rows,
    positives: tp + fn,
    negatives: fp + tn,
    selected: tp + fp,
    confusion,
    selectionRate: (tp + fp) / rows,
    baseRate: (tp + fn) / rows,
    truePositiveRate: tp / (tp + fn),
    falsePositiveRate: fp / (fp + tn),
    trueNegativeRate: tn / (fp + tn),
    falseNegativeRate: fn / (tp + fn),
    positivePredictiveValue: tp / (tp + fp),
    negativePredictiveValue: tn / (tn + fn),
    falseDiscoveryRate: fp / (tp + fp),
    falseOmissionRate: fn / (tn + fn),
    accuracy: (tp + tn) / rows,
    errorRatio: fn / fp,
    selectionShare: (tp + fp) / selectedInAll,
  }
}
