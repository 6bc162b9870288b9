import { ascendingIndices } from './step.ts'

/**
 * Adjusted p-values that hold the family-wise error under any dependence: S. Holm, Scand. J. Statistics 6, 1979
 * (step-down; never weaker than Bonferroni). Same order as the input. RangeError for a p outside 0..1.
 */
export function holm(p: readonly number[]): number[] {
  const adjusted = p.map(() => 1)
  let largest = 0
  ascendingIndices('holm', p).forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, p[index]! * (p.length - rank)))
    adjusted[index] = largest
  })
  return adjusted
}
