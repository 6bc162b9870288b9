import type { Numbers } from '../check.ts'
import { requireLabelColumns } from './label-columns.ts'

/** Share of rows of which every label is right, one 0/1 column a label: scikit-learn's accuracy of multilabel rows. */
export function subsetAccuracy(labels: readonly Numbers[], predicted: readonly Numbers[]): number {
  requireLabelColumns('subsetAccuracy', labels, predicted)
  const rows = labels[0]!.length
  let right = 0
  for (let i = 0; i < rows; i++) if (labels.every((column, l) => column[i] === predicted[l]![i])) right++
  return right / rows
}
