import { stepUp } from './benjamini-hochberg.ts'

/**
 * Adjusted p-values that hold the false discovery rate under any dependence: Y. Benjamini and D. Yekutieli, Annals of
 * Statistics 29, 2001. Same order as the input. RangeError for a p outside 0..1.
 */
export function benjaminiYekutieli(p: readonly number[]): number[] {
  return stepUp(
    'benjaminiYekutieli',
    p,
    p.reduce((sum, _, i) => sum + 1 / (i + 1), 0),
  )
}
