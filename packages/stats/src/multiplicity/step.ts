import { requireProbability } from '../check.ts'

/** Indices of the p-values from the smallest up; RangeError for one outside 0..1. */
export function ascendingIndices(where: string, p: readonly number[]): readonly number[] {
  p.forEach((value, i) => requireProbability(where, `p[${i}]`, value))
  return p.map((_, i) => i).sort((i, j) => p[i]! - p[j]! || i - j)
}
