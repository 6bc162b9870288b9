import { quantile } from '@mlops-actions/stats'
import type { Distribution } from './trial.ts'
import { number } from './wording.ts'

const INNER_BINS = 10
/** The picture spans these quantiles of both sides; what lies beyond goes into the two open bins. */
const TAIL = 0.01

/** Both sides over the same bins of equal width; values ascending. */
export function binned(before: Float64Array, after: Float64Array): Distribution {
  const low = Math.min(quantile(before, TAIL), quantile(after, TAIL))
  const high = Math.max(quantile(before, 1 - TAIL), quantile(after, 1 - TAIL))
  if (!(high > low)) return distinct(before, after)
  const edges = Array.from({ length: INNER_BINS + 1 }, (_, i) => low + ((high - low) * i) / INNER_BINS)
  const bins = [
    `below ${number(low)}`,
    ...edges.slice(0, -1).map((edge, i) => `${number(edge)} to ${number(edges[i + 1]!)}`),
    `${number(high)} and above`,
  ]
  return { bins, before: shares(before, edges), after: shares(after, edges) }
}

/** Nearly everything is one value: that value, below it and above it. */
function distinct(before: Float64Array, after: Float64Array): Distribution {
  const value = quantile(before, 0.5)
  const split = (sorted: Float64Array) => {
    const below = countBelow(sorted, value)
    const upTo = countUpTo(sorted, value)
    return [below, upTo - below, sorted.length - upTo].map((count) => count / sorted.length)
  }
  const bins = [`below ${number(value)}`, number(value), `above ${number(value)}`]
  return { bins, before: split(before), after: split(after) }
}

function shares(sorted: Float64Array, edges: readonly number[]): readonly number[] {
  const cuts = [0, ...edges.map((edge) => countBelow(sorted, edge)), sorted.length]
  return cuts.slice(1).map((cut, i) => (cut - cuts[i]!) / sorted.length)
}

function countBelow(sorted: Float64Array, value: number): number {
  return search(sorted, (candidate) => candidate >= value)
}

/** Values at or below. */
export function countUpTo(sorted: Float64Array, value: number): number {
  return search(sorted, (candidate) => candidate > value)
}

/** The first position whose value is `beyond`, in ascending values. */
function search(sorted: Float64Array, beyond: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (beyond(sorted[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
