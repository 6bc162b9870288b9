import type { Numbers } from '../check.ts'
import { requireLabelColumns } from './label-columns.ts'

/**
 * Share of all label decisions that are wrong, one 0/1 column a label.
 * Source: scikit-learn hamming_loss.
 */
export function hammingLoss(labels: readonly Numbers[], predicted: readonly Numbers[]): number {
  requireLabelColumns('hammingLoss', labels, predicted)
  const rows = labels[0]!.length
  let wrong = 0
  labels.forEach((column, l) => {
    for (let i = 0; i < rows; i++) if (column[i] !== predicted[l]![i]) wrong++
  })
  return wrong / (rows * labels.length)
}
