import { type Cells, orderPreservingCells } from './cells.ts'
import type { Gaps } from './sorted-gaps.ts'

/** Cells that fit a core's cache with room to spare; rows a cell. */
const MOST_CELLS = 2 ** 18
const ROWS_A_CELL = 8
/** Above this share of undecided rows a look for cells that hold one value only pays. */
const TIES_FROM = 1 / 16
/** Above this share sorting everything is no slower. */
const SORT_FROM = 1 / 2

const UNDECIDED = 1
const ONE_VALUE = 2

/**
 * The exact gaps of two unsorted samples in O(n): count and sum both within order-preserving cells, and sort only the
 * rows of cells that the counts leave undecided. A cell is decided when no order of its rows could reach the largest
 * gap seen at the cells' ends, and none lets the distribution functions cross, so that the area follows from the sums.
 * Undefined where that leaves most rows, and sorting is the better way.
 */
export function cellGaps(a: Float64Array, b: Float64Array): Gaps | undefined {
  const rows = a.length + b.length
  const cells = orderPreservingCells(a, b, Math.max(16, Math.min(MOST_CELLS, Math.ceil(rows / ROWS_A_CELL))))
  if (!cells) return undefined
  const sides = [tally(cells, a), tally(cells, b)] as const
  const state = undecidedCells(sides, a.length, b.length)
  const value = new Float64Array(cells.count)
  if (rowsIn(state, sides) > TIES_FROM * rows) {
    const mixed = new Uint8Array(cells.count)
    for (const values of [a, b]) findSingleValues(cells, values, state, value, mixed)
    for (let k = 0; k < cells.count; k++) if (state[k] === UNDECIDED && mixed[k] !== 2) state[k] = ONE_VALUE
  }
  if (rowsIn(state, sides) > SORT_FROM * rows) return undefined
  const sorted = [a, b].map((values, s) => gather(cells, values, state, sides[s]!).sort())
  return walk(cells, sides, state, value, sorted as [Float64Array, Float64Array], a.length, b.length)
}

interface Tally {
  readonly counts: Uint32Array
  /** Of the values' distances from the left end of their cell. */
  readonly sums: Float64Array
}

function tally({ count, edges, each }: Cells, values: Float64Array): Tally {
  const counts = new Uint32Array(count)
  const sums = new Float64Array(count)
  each(values, (cells, start, end) => {
    for (let i = start; i < end; i++) {
      const cell = cells[i - start]!
      counts[cell]!++
      sums[cell]! += values[i]! - edges[cell]!
    }
  })
  return { counts, sums }
}

function undecidedCells([left, right]: readonly [Tally, Tally], n1: number, n2: number): Uint8Array {
  const state = new Uint8Array(left.counts.length)
  let [gap, largest] = [0, 0]
  for (let k = 0; k < state.length; k++) {
    gap += left.counts[k]! * n2 - right.counts[k]! * n1
    largest = Math.max(largest, Math.abs(gap))
  }
  gap = 0
  for (let k = 0; k < state.length; k++) {
    // The extremes if all rows of one side came first.
    const high = gap + left.counts[k]! * n2
    const low = gap - right.counts[k]! * n1
    const empty = high === low
    if (!empty && ((low < 0 && high > 0) || Math.max(high, -low) >= largest)) state[k] = UNDECIDED
    gap = high + low - gap
  }
  return state
}

function rowsIn(state: Uint8Array, [left, right]: readonly [Tally, Tally]): number {
  let rows = 0
  for (let k = 0; k < state.length; k++) {
    if (state[k] === UNDECIDED) rows += left.counts[k]! + right.counts[k]!
  }
  return rows
}

/** `mixed` becomes 1 where a value was seen, 2 where two that differ were. */
function findSingleValues(
  { each }: Cells,
  values: Float64Array,
  state: Uint8Array,
  value: Float64Array,
  mixed: Uint8Array,
): void {
  each(values, (cells, start, end) => {
    for (let i = start; i < end; i++) {
      const cell = cells[i - start]!
      if (state[cell] !== UNDECIDED || mixed[cell] === 2) continue
      if (mixed[cell] === 0) {
        value[cell] = values[i]!
        mixed[cell] = 1
      } else if (value[cell] !== values[i]) mixed[cell] = 2
    }
  })
}

function gather({ each }: Cells, values: Float64Array, state: Uint8Array, { counts }: Tally): Float64Array {
  const size = counts.reduce((sum, count, k) => (state[k] === UNDECIDED ? sum + count : sum), 0)
  const gathered = new Float64Array(size)
  let filled = 0
  each(values, (cells, start, end) => {
    for (let i = start; i < end; i++)
      if (state[cells[i - start]!] === UNDECIDED) gathered[filled++] = values[i]!
  })
  return gathered
}

function walk(
  { count, edges }: Cells,
  [left, right]: readonly [Tally, Tally],
  state: Uint8Array,
  single: Float64Array,
  [a, b]: readonly [Float64Array, Float64Array],
  n1: number,
  n2: number,
): Gaps {
  let [gap, steps, location, area, i, j] = [0, 0, Number.NaN, 0, 0, 0]
  const jump = (value: number) => {
    if (Math.abs(gap) > steps) {
      steps = Math.abs(gap)
      location = value
    }
  }
  for (let k = 0; k < count; k++) {
    const [here, there] = [left.counts[k]!, right.counts[k]!]
    const [start, width] = [edges[k]!, edges[k + 1]! - edges[k]!]
    if (state[k] === ONE_VALUE) {
      const value = single[k]!
      area += Math.abs(gap) * (value - start)
      gap += here * n2 - there * n1
      jump(value)
      area += Math.abs(gap) * (edges[k + 1]! - value)
    } else if (state[k] === UNDECIDED) {
      const [lastA, lastB] = [i + here, j + there]
      let previous = start
      while (i < lastA || j < lastB) {
        const value = j >= lastB || (i < lastA && a[i]! <= b[j]!) ? a[i]! : b[j]!
        area += Math.abs(gap) * (value - previous)
        for (; i < lastA && a[i] === value; i++) gap += n2
        for (; j < lastB && b[j] === value; j++) gap -= n1
        jump(value)
        previous = value
      }
      area += Math.abs(gap) * (edges[k + 1]! - previous)
    } else {
      area += Math.abs(
        gap * width + n2 * (here * width - left.sums[k]!) - n1 * (there * width - right.sums[k]!),
      )
      gap += here * n2 - there * n1
    }
  }
  return { steps, location, area: area / n1 / n2 }
}
