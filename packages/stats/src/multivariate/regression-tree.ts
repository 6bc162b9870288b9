import type { BinnedColumns } from './binned-columns.ts'

/** A complete binary tree: node i has children 2i+1 and 2i+2. */
export interface RegressionTree {
  /** Column a node asks of; -1 for a leaf. */
  readonly column: Int32Array
  /** Rows of at most this value go left. */
  readonly cut: Float64Array
  readonly value: Float64Array
}

export interface GrownTree {
  readonly tree: RegressionTree
  /** Leaf of every row. */
  readonly leaf: Uint16Array
  /** What each column's splits took off the squared error. */
  readonly gain: Float64Array
}

/**
 * Splits rows level by level where that takes most off the squared error of `target`: by histograms, O(rows x columns)
 * a level. Both sides keep `leastRows`. Leaf values are left 0 for the caller.
 */
export function growTree(
  columns: BinnedColumns,
  target: Float64Array,
  depth: number,
  leastRows: number,
): GrownTree {
  const nodes = 2 ** (depth + 1) - 1
  const column = new Int32Array(nodes).fill(-1)
  const cut = new Float64Array(nodes)
  const gain = new Float64Array(columns.edges.length)
  const leaf = new Uint16Array(columns.rows)
  for (let level = 0, first = 0; level < depth; level++, first = 2 * first + 1) {
    const splits = bestSplits(columns, target, leaf, first, 2 ** level, leastRows)
    splits.forEach((split, k) => {
      if (!split) return
      column[first + k] = split.column
      cut[first + k] = columns.edges[split.column]![split.code]!
      gain[split.column]! += split.gain
    })
    for (let row = 0; row < columns.rows; row++) {
      const split = splits[leaf[row]! - first]
      // A row whose node became a leaf on an earlier level keeps it.
      if (leaf[row]! < first || !split) continue
      leaf[row] = 2 * leaf[row]! + (columns.codes[split.column * columns.rows + row]! <= split.code ? 1 : 2)
    }
  }
  return { tree: { column, cut, value: new Float64Array(nodes) }, leaf, gain }
}

interface Split {
  readonly column: number
  /** Largest code that goes left. */
  readonly code: number
  readonly gain: number
}

/** The best split of each node of a level, if any takes something off. The first of equals wins. */
function bestSplits(
  columns: BinnedColumns,
  target: Float64Array,
  leaf: Uint16Array,
  first: number,
  nodes: number,
  leastRows: number,
): (Split | undefined)[] {
  const best = Array<Split | undefined>(nodes)
  const sums = new Float64Array(nodes * 256)
  const counts = new Uint32Array(nodes * 256)
  columns.edges.forEach((edges, column) => {
    if (edges.length === 0) return
    sums.fill(0)
    counts.fill(0)
    const start = column * columns.rows
    for (let row = 0; row < columns.rows; row++) {
      if (leaf[row]! < first) continue
      const cell = (leaf[row]! - first) * 256 + columns.codes[start + row]!
      sums[cell]! += target[row]!
      counts[cell]!++
    }
    for (let node = 0; node < nodes; node++) {
      const cells = [node * 256, (node + 1) * 256] as const
      const found = bestCode(sums.subarray(...cells), counts.subarray(...cells), edges.length, leastRows)
      if (found && found.gain > (best[node]?.gain ?? 0)) best[node] = { column, ...found }
    }
  })
  return best
}

function bestCode(
  sums: Float64Array,
  counts: Uint32Array,
  cuts: number,
  leastRows: number,
): { readonly code: number; readonly gain: number } | undefined {
  let [sum, rows] = [0, 0]
  for (let code = 0; code <= cuts; code++) {
    sum += sums[code]!
    rows += counts[code]!
  }
  let best: { code: number; gain: number } | undefined
  let [left, leftRows] = [0, 0]
  for (let code = 0; code < cuts; code++) {
    left += sums[code]!
    leftRows += counts[code]!
    const rightRows = rows - leftRows
    // An empty code parts the rows as the code before it does.
    if (counts[code] === 0 || leftRows < leastRows || rightRows < leastRows) continue
    const gain = (left * rightRows - (sum - left) * leftRows) ** 2 / (leftRows * rightRows * rows)
    if (gain > (best?.gain ?? 0)) best = { code, gain }
  }
  return best
}
