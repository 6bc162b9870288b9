import { type Numbers, requireFiniteValues } from '../check.ts'
import { sortOrder } from '../summary/sort-order.ts'

/** Rows in ascending order of a score, sorted once for any number of weightings. */
export interface Presorted {
  readonly order: Uint32Array
  /** 1 where a run of equal scores ends. */
  readonly lastOfTies: Uint8Array
}

/**
 * Sorts a score so that bootstrap replicates need not. RangeError for no scores or one that is not finite.
 * Source: numpy.argsort, stable.
 */
export function presort(scores: Numbers): Presorted {
  requireFiniteValues('presort', 'scores', scores)
  const order = sortOrder(scores)
  const lastOfTies = new Uint8Array(order.length)
  for (let k = 0; k < order.length; k++) {
    lastOfTies[k] = k === order.length - 1 || scores[order[k + 1]!] !== scores[order[k]!] ? 1 : 0
  }
  return { order, lastOfTies }
}
