import { ascendingIndices } from './step.ts'

/**
 * Adjusted p-values that hold the false discovery rate for independent or positively dependent tests: Y. Benjamini and
 * Y. Hochberg, JRSS B 57, 1995 (step-up). Same order as the input. RangeError for a p outside 0..1.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  return stepUp('benjaminiHochberg', p, 1)
}

/** p times m/rank, made monotone from the largest down. */
export function stepUp(where: string, p: readonly number[], penalty: number): number[] {
  const adjusted = p.map(() => 1)
  let smallest = 1
  for (const [position, index] of [...ascendingIndices(where, p).entries()].reverse()) {
    smallest = Math.min(smallest, p[index]! * ((p.length * penalty) / (position + 1)))
    adjusted[index] = smallest
  }
  return adjusted
}
