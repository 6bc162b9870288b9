export const DEFAULT_CELLS = 2048

/**
 * Lower edges of about `cells` equally filled cells over finite values; ascending, at most 2 x cells + 1.
 * A value that alone fills a cell gets one to itself, so that ties cost the distances no certainty.
 * Depends on the multiset of values only. Sorts `values` in place, by `sort`.
 */
export function equiDepthEdges(
  values: Float64Array,
  cells: number = DEFAULT_CELLS,
  sort: (values: Float64Array) => void = (some) => some.sort(),
): number[] {
  sort(values)
  const picker = edgePicker(values.length, cells)
  for (let i = 0; i < values.length; ) {
    const value = values[i]!
    let end = i + 1
    while (end < values.length && values[end] === value) end++
    picker.add(value, end - i)
    i = end
  }
  return picker.edges
}

/**
 * Takes each different value once, ascending, with its count; `total` is the sum of the counts.
 *
 * A value is an edge when it is the first, when the values below it fill another cell than those below its predecessor,
 * or when it fills a cell alone. Whole numbers only, and no memory but the running rank: what a window function of SQL
 * computes too, to the same edges.
 */
export function edgePicker(total: number, cells: number) {
  const edges: number[] = []
  let below = 0
  let filled = -1
  return {
    edges,
    add(value: number, count: number): void {
      const scaled = below * cells
      const cell = scaled - (scaled % total)
      // + 0 makes -0 the 0 it equals: JSON and SQL know one zero.
      if (cell !== filled || count * cells >= total) edges.push(value + 0)
      filled = cell
      below += count
    },
  }
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
