import type { RankLayout } from './rank-layout.ts'

/** Rank metrics of one weighting, and F1 of the rows above a cut. */
export interface RankMetrics {
  readonly rocAuc: number
  readonly averagePrecision: number
  readonly f1: number
}

/**
 * All three from one pass over the groups with positives. `above` holds the weight of all places before each one and of
 * all (n + 1 values): with it a group's weight is a subtraction, and rows that matter to nothing are never visited.
 * `cut` is the number of places called positive, at the end of a group of equal scores. NaN as the metrics by
 * themselves.
 */
export function rankMetrics(layout: RankLayout, above: Uint32Array, cut: number): RankMetrics {
  const { starts, ends, single } = layout
  let truePositives = 0
  let truePositivesAtCut = 0
  let area = 0
  let sum = 0
  for (let group = 0; group < starts.length; group++) {
    const before = above[starts[group]!]!
    const after = above[ends[group]!]!
    const here = single[group] === 1 ? after - before : weightOfPositives(layout, above, group)
    area += here * (before - truePositives + (after - before - here) / 2)
    truePositives += here
    // Of a group without weight, which may even come before all weight, 0 by 0 is no precision.
    sum += here === 0 ? 0 : here * (truePositives / after)
    if (ends[group]! <= cut) truePositivesAtCut = truePositives
  }
  const negatives = above[above.length - 1]! - truePositives
  return {
    // The area counts pairs in the wrong order.
    rocAuc: 1 - area / (truePositives * negatives),
    averagePrecision: sum / truePositives,
    f1: (2 * truePositivesAtCut) / (above[cut]! + truePositives),
  }
}

function weightOfPositives(
  { positives, positivesUpTo }: RankLayout,
  above: Uint32Array,
  group: number,
): number {
  let sum = 0
  for (let p = positivesUpTo[group - 1] ?? 0; p < positivesUpTo[group]!; p++) {
    sum += above[positives[p]! + 1]! - above[positives[p]!]!
  }
  return sum
}
