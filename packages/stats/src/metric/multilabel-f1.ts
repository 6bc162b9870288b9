import type { Numbers } from '../check.ts'
import { type ConfusionMatrix, confusionMatrix } from './confusion-matrix.ts'
import { confusionRatios } from './confusion-ratios.ts'
import { requireLabelColumns } from './label-columns.ts'

/**
 * F1 of rows that carry several labels, one 0/1 column a label. `micro` pools all decisions, `macro` counts labels
 * alike, `weighted` by their positive rows, `samples` takes each row by itself; as scikit-learn with zero_division=0:
 * a label or row with nothing true and nothing predicted counts 0. RangeError for columns that differ in length.
 */
export function multilabelF1(
  labels: readonly Numbers[],
  predicted: readonly Numbers[],
  average: 'micro' | 'macro' | 'weighted' | 'samples',
): number {
  requireLabelColumns('multilabelF1', labels, predicted)
  switch (average) {
    case 'micro':
      return f1Of(labels.map((column, l) => confusionMatrix(column, predicted[l]!)).reduce(added))
    case 'macro':
    case 'weighted': {
      const tables = labels.map((column, l) => confusionMatrix(column, predicted[l]!))
      const weights = tables.map(({ tp, fn }) => (average === 'macro' ? 1 : tp + fn))
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      return tables.reduce((sum, table, l) => sum + weights[l]! * f1Of(table), 0) / total
    }
    case 'samples': {
      let sum = 0
      for (let i = 0; i < labels[0]!.length; i++) {
        const row = (columns: readonly Numbers[]) => columns.map((column) => column[i]!)
        sum += f1Of(confusionMatrix(row(labels), row(predicted)))
      }
      return sum / labels[0]!.length
    }
  }
}

function f1Of(table: ConfusionMatrix): number {
  const { f1 } = confusionRatios(table)
  return Number.isNaN(f1) ? 0 : f1
}

function added(a: ConfusionMatrix, b: ConfusionMatrix): ConfusionMatrix {
  return { tp: a.tp + b.tp, fp: a.fp + b.fp, tn: a.tn + b.tn, fn: a.fn + b.fn }
}
