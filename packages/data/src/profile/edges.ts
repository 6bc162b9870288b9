export const DEFAULT_CELLS = 2048

/**
 * Lower edges of about `cells` equally filled cells over finite values; ascending, at most 2 x cells + 1.
 * A value that alone fills a cell gets one to itself, so that ties cost the distances no certainty.
 * Depends on the multiset of values only. Sorts `values` in place.
 */
export function equiDepthEdges(values: Float64Array, cells: number = DEFAULT_CELLS): number[] {
  values.sort()
  const depth = values.length / cells
  const edges: number[] = []
  let filled = Number.POSITIVE_INFINITY
  for (let i = 0; i < values.length; ) {
    // + 0 makes -0 the 0 it equals: JSON and SQL know one zero.
    const value = values[i]! + 0
    let end = i + 1
    while (end < values.length && values[end] === value) end++
    const heavy = end - i >= depth
    if (heavy || filled >= depth) {
      edges.push(value)
      filled = 0
    }
    filled = heavy ? Number.POSITIVE_INFINITY : filled + end - i
    i = end
  }
  return edges
}

/** How many edges are <= value: the index of its cell. */
export function cellOf(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
