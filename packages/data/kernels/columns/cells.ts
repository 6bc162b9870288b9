import { edgesBelow, inside, slots, windowOf } from './grid'

/**
 * A cell: its sum (f64), what rounding took from the sum (f64), its lower edge while every value equals it and NaN after
 * that (f64), its count (u64). Together, since one value touches all four.
 */
const LOST: usize = 8
const LOWER: usize = 16
const COUNT: usize = 24

/**
 * Counts finite values into the cells between ascending `edges`: cell i holds what at least edge i - 1 and less than
 * edge i is. Four binary searches run side by side, without a branch: one alone would wait for its loads. Where the
 * grid says in which few edges to look, they begin there.
 */
export function cells(
  values: usize,
  count: u32,
  edges: usize,
  edgeCount: u32,
  gridAt: usize,
  at: usize,
): void {
  const window = windowOf(gridAt)
  const fours = values + ((<usize>(count & ~3)) << 3)
  let p = values
  for (; p < fours; p += 32) {
    const ab = v128.load(p)
    const cd = v128.load(p, 16)
    let ea = edges
    let eb = edges
    let ec = edges
    let ed = edges
    let left = edgeCount
    if (window != 0 && inside(ab, cd, gridAt)) {
      const slotsAb = slots(ab, gridAt)
      const slotsCd = slots(cd, gridAt)
      ea += edgesBelow(i32x4.extract_lane(slotsAb, 0), gridAt) << 3
      eb += edgesBelow(i32x4.extract_lane(slotsAb, 2), gridAt) << 3
      ec += edgesBelow(i32x4.extract_lane(slotsCd, 0), gridAt) << 3
      ed += edgesBelow(i32x4.extract_lane(slotsCd, 2), gridAt) << 3
      left = window
    }
    const a = f64x2.extract_lane(ab, 0)
    const b = f64x2.extract_lane(ab, 1)
    const c = f64x2.extract_lane(cd, 0)
    const d = f64x2.extract_lane(cd, 1)
    while (left > 1) {
      const half = left >>> 1
      const step: usize = half << 3
      ea += step & -usize(load<f64>(ea + step - 8) <= a)
      eb += step & -usize(load<f64>(eb + step - 8) <= b)
      ec += step & -usize(load<f64>(ec + step - 8) <= c)
      ed += step & -usize(load<f64>(ed + step - 8) <= d)
      left -= half
    }
    if (left == 1) {
      ea += usize(load<f64>(ea) <= a) << 3
      eb += usize(load<f64>(eb) <= b) << 3
      ec += usize(load<f64>(ec) <= c) << 3
      ed += usize(load<f64>(ed) <= d) << 3
    }
    // Eight bytes an edge, four times as many a cell.
    add(at + ((ea - edges) << 2), a)
    add(at + ((eb - edges) << 2), b)
    add(at + ((ec - edges) << 2), c)
    add(at + ((ed - edges) << 2), d)
  }
  for (const stop = values + ((<usize>count) << 3); p < stop; p += 8) {
    const value = load<f64>(p)
    add(at + ((search(value, edges, edgeCount) - edges) << 2), value)
  }
}

function search(value: f64, edges: usize, edgeCount: u32): usize {
  let at = edges
  let left = edgeCount
  while (left > 1) {
    const half = left >>> 1
    const step: usize = half << 3
    at += step & -usize(load<f64>(at + step - 8) <= value)
    left -= half
  }
  return left == 1 ? at + (usize(load<f64>(at) <= value) << 3) : at
}

/** The rounding error of a sum is exact without a branch (Knuth 1969, 4.2.2, theorem B). */
function add(cell: usize, value: f64): void {
  const sum = load<f64>(cell)
  const next = sum + value
  const part = next - sum
  store<f64>(cell, next)
  store<f64>(cell, load<f64>(cell, LOST) + (sum - (next - part) + (value - part)), LOST)
  if (load<f64>(cell, LOWER) != value) store<f64>(cell, NaN, LOWER)
  store<u64>(cell, load<u64>(cell, COUNT) + 1, COUNT)
}
