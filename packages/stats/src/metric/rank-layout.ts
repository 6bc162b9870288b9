import type { Numbers } from '../check.ts'
import { presort } from './presort.ts'

/**
 * Rows in descending order of a score, as rank metrics need them. A row's place is its position in that order; only
 * groups of equal scores that hold a positive are listed, as no other moves AUC or average precision.
 */
export interface RankLayout {
  /** The row at each place. */
  readonly rows: Uint32Array
  /** First place of each group, and the place after its last. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** 1 for a group that is a single row, which is then a positive one. */
  readonly single: Uint8Array
  /** Places of the positives, and how many of them lie in the groups up to and with each one. */
  readonly positives: Uint32Array
  readonly positivesUpTo: Uint32Array
}

/** Sorts once for any number of weightings. Labels are 0 or 1, checked by the caller; RangeError as presort. */
export function rankLayout(labels: Numbers, scores: Numbers): RankLayout {
  const { order, lastOfTies } = presort(scores)
  const n = order.length
  const rows = new Uint32Array(n)
  const positives = new Uint32Array(n)
  const [starts, ends, positivesUpTo] = [new Uint32Array(n), new Uint32Array(n), new Uint32Array(n)]
  const single = new Uint8Array(n)
  let [groups, seen, before, start] = [0, 0, 0, 0]
  for (let place = 0; place < n; place++) {
    const at = n - 1 - place
    const row = order[at]!
    rows[place] = row
    if (labels[row] === 1) positives[seen++] = place
    const last = at === 0 || lastOfTies[at - 1] === 1
    if (!last) continue
    if (seen > before) {
      starts[groups] = start
      ends[groups] = place + 1
      single[groups] = start === place ? 1 : 0
      positivesUpTo[groups++] = seen
    }
    start = place + 1
    before = seen
  }
  return {
    rows,
    starts: starts.slice(0, groups),
    ends: ends.slice(0, groups),
    single: single.slice(0, groups),
    positives: positives.slice(0, seen),
    positivesUpTo: positivesUpTo.slice(0, groups),
  }
}
