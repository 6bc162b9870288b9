import { type Numbers, requireCount, requireFiniteValues, requireFraction } from '../check.ts'

/** Buckets of each size before two are merged; a cut is sought every so many values: the defaults of river. */
const MOST_BUCKETS = 5
const CLOCK = 32
/** Least values in a part, and in the window before anything is sought. */
const LEAST_PART = 5
const GRACE = 10

/** Neighbouring values held as one: their sum, and squares about their mean. */
interface Bucket {
  readonly sum: number
  readonly squares: number
}

/** `rows[k]` holds buckets of 2^k values, the oldest first; higher rows are older. */
interface Window {
  readonly rows: Bucket[][]
  width: number
  sum: number
  squares: number
}

export interface AdwinResult {
  /** Indices of the values at which a change was seen. */
  readonly changes: readonly number[]
  /** The values that still count after the last one: how many, and their mean. */
  readonly width: number
  readonly mean: number
}

/**
 * A window over a stream that drops its old end whenever two parts of it differ in mean more than chance `delta`
 * allows: A. Bifet and R. Gavalda, "Learning from time-changing data with adaptive windowing", SDM 2007, with variance
 * buckets (ADWIN2) as river. For errors of a model as labels arrive: a change is concept drift. A cut is sought at
 * every 32nd value, in O(log width) space and time. `delta` bounds false cuts by a union bound meant for values in
 * 0..1. RangeError for a delta outside 0..1 or a value that is not finite.
 */
export function adwin(
  values: Numbers,
  options: { readonly delta?: number; readonly clock?: number } = {},
): AdwinResult {
  const { delta = 0.002, clock = CLOCK } = options
  requireFraction('adwin', 'delta', delta)
  requireCount('adwin', 'clock', clock, 1)
  requireFiniteValues('adwin', 'values', values, 0)
  const window: Window = { rows: [[]], width: 0, sum: 0, squares: 0 }
  const changes: number[] = []
  for (let i = 0; i < values.length; i++) {
    insert(window, values[i]!)
    if ((i + 1) % clock !== 0 || window.width <= GRACE) continue
    let changed = false
    while (hasCut(window, delta)) {
      dropOldest(window)
      changed = true
    }
    if (changed) changes.push(i)
  }
  return { changes, width: window.width, mean: window.sum / window.width }
}

function insert(window: Window, value: number): void {
  window.rows[0]!.push({ sum: value, squares: 0 })
  window.width++
  if (window.width > 1) {
    const before = window.width - 1
    window.squares += (before * (value - window.sum / before) ** 2) / window.width
  }
  window.sum += value
  for (let row = 0; window.rows[row]!.length > MOST_BUCKETS; row++) {
    const [first, second] = window.rows[row]!.splice(0, 2) as [Bucket, Bucket]
    const size = 2 ** row
    const between = (size * size * (first.sum / size - second.sum / size) ** 2) / (2 * size)
    if (row + 1 === window.rows.length) window.rows.push([])
    window.rows[row + 1]!.push({
      sum: first.sum + second.sum,
      squares: first.squares + second.squares + between,
    })
  }
}

function dropOldest(window: Window): void {
  const row = window.rows.length - 1
  const { sum, squares } = window.rows[row]!.shift()!
  const size = 2 ** row
  window.width -= size
  window.sum -= sum
  const gap = sum / size - window.sum / window.width
  window.squares -= squares + (size * window.width * gap * gap) / (size + window.width)
  if (window.rows[row]!.length === 0) window.rows.pop()
}

/** Does any border between buckets part the window into two whose means differ too much? */
function hasCut({ rows, width, sum, squares }: Window, delta: number): boolean {
  const evidence = Math.log((2 * Math.log(width)) / delta)
  let [older, olderSum] = [0, 0]
  for (let row = rows.length - 1; row >= 0; row--) {
    for (const bucket of rows[row]!) {
      older += 2 ** row
      olderSum += bucket.sum
      const newer = width - older
      if (older < LEAST_PART || newer < LEAST_PART) continue
      const gap = olderSum / older - (sum - olderSum) / newer
      const weight = 1 / (older - LEAST_PART + 1) + 1 / (newer - LEAST_PART + 1)
      const bound = Math.sqrt(2 * weight * (squares / width) * evidence) + (2 / 3) * evidence * weight
      if (Math.abs(gap) > bound) return true
    }
  }
  return false
}
