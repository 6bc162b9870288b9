import type { Points } from './points.ts'

/** Columns of points as small codes, for histograms instead of sorting. */
export interface BinnedColumns {
  readonly rows: number
  /** Column by column, rows codes each. */
  readonly codes: Uint8Array
  /** Of each column, ascending: a value above edges[k - 1] and at most edges[k] has code k. */
  readonly edges: readonly Float64Array[]
}

/**
 * Edges lie half-way between values of the points: all of them where at most `bins` differ, else equal shares of rows.
 */
export function binnedColumns({ values, dimensions }: Points, bins: number): BinnedColumns {
  const rows = values.length / dimensions
  const codes = new Uint8Array(values.length)
  const edges = Array.from({ length: dimensions }, (_, d) => {
    const column = Float64Array.from({ length: rows }, (_, row) => values[row * dimensions + d]!)
    const cuts = cutsOf(column, bins)
    for (let row = 0; row < rows; row++) codes[d * rows + row] = codeOf(cuts, column[row]!)
    return cuts
  })
  return { rows, codes, edges }
}

function cutsOf(column: Float64Array, bins: number): Float64Array {
  const sorted = Float64Array.from(column).sort()
  const different = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  if (different.length > bins) return quantileCuts(sorted, bins)
  return Float64Array.from(
    { length: different.length - 1 },
    (_, i) => (different[i]! + different[i + 1]!) / 2,
  )
}

function quantileCuts(sorted: Float64Array, bins: number): Float64Array {
  const cuts: number[] = []
  for (let bin = 1; bin < bins; bin++) {
    const at = Math.floor((bin * sorted.length) / bins)
    const cut = (sorted[at - 1]! + sorted[at]!) / 2
    // A cut that rounds up to the larger value, or within a run of equals, would part nothing.
    if (cut < sorted[at]! && cut !== cuts.at(-1)) cuts.push(cut)
  }
  return Float64Array.from(cuts)
}

/** Cuts below the value. */
export function codeOf(cuts: Float64Array, value: number): number {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cuts[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
