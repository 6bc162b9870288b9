/**
 * A grid of equal slots over the middle of ascending edges, so that a value need not be searched for among all of them:
 * least and end of the grid, slots a unit (f64 each), most edges in a slot (u32, 0 for "search without"), and at STARTS
 * how many edges lie below each slot (u16).
 *
 * A value's slot is computed with the roundings that an edge's is, and rounding keeps order: an edge in a lower slot is
 * less than the value, one in a higher slot is greater. Only the edges of the value's own slot are left to compare.
 */
const LEAST: usize = 0
const END: usize = 8
const SCALE: usize = 16
const WINDOW: usize = 24
const STARTS: usize = 32

const SLOTS: u32 = 4096
/** Fewer edges are searched as fast; more are no u16. */
const FEWEST_EDGES: u32 = 32
const MOST_EDGES: u32 = 65535
/** Edges in a slot from which the grid saves nothing worth having; so many infinite edges stand behind the last. */
const MOST_IN_SLOT: u32 = 64
/** Share of the edges left out at either end: a far outlier would stretch the slots until all fell into one. */
const OUTER: u32 = 64
/** Adding it leaves the nearest whole number in the low bits. */
const MAGIC: f64 = 4503599627370496

export function grid(edges: usize, edgeCount: u32, at: usize): void {
  store<u32>(at, 0, WINDOW)
  if (edgeCount < FEWEST_EDGES || edgeCount > MOST_EDGES) return
  const outer = edgeCount / OUTER
  const least = load<f64>(edges + ((<usize>outer) << 3))
  const end = load<f64>(edges + ((<usize>(edgeCount - 1 - outer)) << 3))
  const scale: f64 = <f64>(SLOTS - 1) / (end - least)
  // Edges too close together, or too far apart, for doubles to divide.
  if (!(scale > 0 && scale - scale == 0)) return
  store<f64>(at, least, LEAST)
  store<f64>(at, end, END)
  store<f64>(at, scale, SCALE)
  let window: u32 = 1
  let inSlot: u32 = 0
  let slot: u32 = 0
  store<u16>(at, <u16>outer, STARTS)
  for (let i = outer; i < edgeCount - 1 - outer; i++) {
    const own = slotOf(load<f64>(edges + ((<usize>i) << 3)), least, scale)
    if (own > SLOTS) return
    if (own != slot) inSlot = 0
    while (slot < own) store<u16>(at + ((<usize>++slot) << 1), <u16>i, STARTS)
    window = max(window, ++inSlot)
  }
  while (slot < SLOTS) store<u16>(at + ((<usize>++slot) << 1), <u16>(edgeCount - 1 - outer), STARTS)
  if (window <= MOST_IN_SLOT) store<u32>(at, window, WINDOW)
}

function slotOf(value: f64, least: f64, scale: f64): u32 {
  return <u32>reinterpret<u64>((value - least) * scale + MAGIC)
}

/** Most edges in a slot; 0 when the grid is no help. */
export function windowOf(at: usize): u32 {
  return load<u32>(at, WINDOW)
}

/** Whether all four values lie in the grid. */
export function inside(ab: v128, cd: v128, at: usize): bool {
  const least = v128.load64_splat(at, LEAST)
  const end = v128.load64_splat(at, END)
  const above = v128.and(f64x2.ge(ab, least), f64x2.ge(cd, least))
  return i64x2.all_true(v128.and(above, v128.and(f64x2.lt(ab, end), f64x2.lt(cd, end))))
}

/** The slots of two values that lie in the grid, in the low words of each half. */
export function slots(pair: v128, at: usize): v128 {
  const shifted = f64x2.sub(pair, v128.load64_splat(at, LEAST))
  return f64x2.add(f64x2.mul(shifted, v128.load64_splat(at, SCALE)), f64x2.splat(MAGIC))
}

/** How many edges lie below a slot. */
export function edgesBelow(slot: i32, at: usize): usize {
  return <usize>load<u16>(at + ((<usize>slot) << 1), STARTS)
}
