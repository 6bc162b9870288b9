import { type Numbers, requireBinary, requireSameLength } from '../check.ts'

/** One 0/1 column a label on both sides, as many and as long. */
export function requireLabelColumns(
  where: string,
  labels: readonly Numbers[],
  predicted: readonly Numbers[],
): void {
  if (labels.length === 0 || labels.length !== predicted.length) {
    throw new RangeError(`${where}: ${labels.length} label columns and ${predicted.length} predicted ones`)
  }
  labels.forEach((column, l) => {
    requireBinary(where, `labels[${l}]`, column)
    requireBinary(where, `predicted[${l}]`, predicted[l]!)
    requireSameLength(where, `labels[${l}]`, column, `predicted[${l}]`, predicted[l]!)
    requireSameLength(where, 'labels[0]', labels[0]!, `labels[${l}]`, column)
  })
}
