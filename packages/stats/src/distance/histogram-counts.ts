import { type Numbers, requireFiniteValues } from '../check.ts'

/**
 * Rows in each bin: left edge included, right edge only of the last bin, rows outside left out, as numpy.histogram.
 * Edges in ascending order, two or more, are the caller's promise. RangeError for a value that is not finite.
 */
export function histogramCounts(values: Numbers, edges: Numbers): Uint32Array {
  if (edges.length < 2) throw new RangeError(`histogramCounts: needs two edges, got ${edges.length}`)
  requireFiniteValues('histogramCounts', 'values', values, 0)
  const counts = new Uint32Array(edges.length - 1)
  const last = edges.length - 1
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < edges[0]! || value > edges[last]!) continue
    let [low, high] = [0, last]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (edges[middle]! <= value) low = middle
      else high = middle
    }
    counts[low]!++
  }
  return counts
}
