import { cells } from './cells'
import { sketch } from './sketch'

/** Values looked at together: they stay in the first cache while every pass goes over them. */
const BLOCK: u32 = 4096

/** Tally at `state`: NaN, -Infinity, +Infinity (u32 each, of this call), then least and largest value (f64, of all). */
const NAN: usize = 0
const NEGATIVE: usize = 4
const POSITIVE: usize = 8
const LEAST: usize = 16
const LARGEST: usize = 24

/** A record of moments: count, mean, sums of the second to fourth power of what is left of each value. */
const RECORD_BYTES: usize = 40

/**
 * Counts `count` doubles: which are finite, their moments a block (a record each at `records`), their cells, and
 * their sketch. `scratch` holds a block. The number of records written.
 */
export function count(
  values: usize,
  count: u32,
  edges: usize,
  edgeCount: u32,
  gridAt: usize,
  cellsAt: usize,
  state: usize,
  records: usize,
  registers: usize,
  scratch: usize,
): u32 {
  store<u64>(state, 0)
  store<u32>(state, 0, POSITIVE)
  let written: u32 = 0
  for (let done: u32 = 0; done < count; done += BLOCK) {
    let block = values + ((<usize>done) << 3)
    let size = min(count - done, BLOCK)
    if (!allFinite(block, size)) {
      size = keepFinite(block, size, scratch, state)
      block = scratch
      if (size == 0) continue
    }
    moments(block, size, state, records + written * RECORD_BYTES)
    written++
    cells(block, size, edges, edgeCount, gridAt, cellsAt)
    sketch(block, size, registers)
  }
  return written
}

/** x - x is 0 for a finite x and NaN for the others, which a sum does not forget. */
function allFinite(values: usize, count: u32): bool {
  let sum = f64x2.splat(0)
  const pairs = values + ((<usize>(count & ~1)) << 3)
  let p = values
  for (; p < pairs; p += 16) {
    const x = v128.load(p)
    sum = f64x2.add(sum, f64x2.sub(x, x))
  }
  let all = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
  if ((count & 1) == 1) all += load<f64>(p) - load<f64>(p)
  return all == 0
}

function keepFinite(values: usize, count: u32, out: usize, state: usize): u32 {
  let q = out
  for (const stop = values + ((<usize>count) << 3); values < stop; values += 8) {
    const value = load<f64>(values)
    if (value - value == 0) {
      store<f64>(q, value)
      q += 8
    } else {
      const tally = state + (value != value ? NAN : value < 0 ? NEGATIVE : POSITIVE)
      store<u32>(tally, load<u32>(tally) + 1)
    }
  }
  return <u32>((q - out) >>> 3)
}

/**
 * Least, largest and moments of finite values in two passes: the mean first, so that the powers do not cancel. Even and
 * odd rows are added apart and joined at the end; the order of additions is part of the contract.
 */
function moments(values: usize, count: u32, state: usize, record: usize): void {
  const shift = load<f64>(values)
  const pairs = values + ((<usize>(count & ~1)) << 3)
  const odd = (count & 1) == 1
  const shifts = f64x2.splat(shift)
  let sum = f64x2.splat(0)
  let least = f64x2.splat(load<f64>(state, LEAST))
  let largest = f64x2.splat(load<f64>(state, LARGEST))
  let p = values
  for (; p < pairs; p += 16) {
    const x = v128.load(p)
    sum = f64x2.add(sum, f64x2.sub(x, shifts))
    least = f64x2.pmin(least, x)
    largest = f64x2.pmax(largest, x)
  }
  if (odd) {
    const last = f64x2.replace_lane(f64x2.splat(shift), 0, load<f64>(p))
    sum = f64x2.add(sum, f64x2.sub(last, shifts))
    least = f64x2.pmin(least, last)
    largest = f64x2.pmax(largest, last)
  }
  store<f64>(state, min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1)), LEAST)
  store<f64>(state, max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1)), LARGEST)
  let mean = shift + (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)) / count
  if (!(mean - mean == 0)) mean = carefulMean(values, count)
  const means = f64x2.splat(mean)
  let second = f64x2.splat(0)
  let third = f64x2.splat(0)
  let fourth = f64x2.splat(0)
  for (p = values; p < pairs; p += 16) {
    const d = f64x2.sub(v128.load(p), means)
    const square = f64x2.mul(d, d)
    second = f64x2.add(second, square)
    third = f64x2.add(third, f64x2.mul(square, d))
    fourth = f64x2.add(fourth, f64x2.mul(square, square))
  }
  if (odd) {
    const d = f64x2.replace_lane(f64x2.splat(0), 0, load<f64>(p) - mean)
    const square = f64x2.mul(d, d)
    second = f64x2.add(second, square)
    third = f64x2.add(third, f64x2.mul(square, d))
    fourth = f64x2.add(fourth, f64x2.mul(square, square))
  }
  store<f64>(record, count)
  store<f64>(record, mean, 8)
  store<f64>(record, f64x2.extract_lane(second, 0) + f64x2.extract_lane(second, 1), 16)
  store<f64>(record, f64x2.extract_lane(third, 0) + f64x2.extract_lane(third, 1), 24)
  store<f64>(record, f64x2.extract_lane(fourth, 0) + f64x2.extract_lane(fourth, 1), 32)
}

/** The mean of values whose sum leaves the range of doubles. */
function carefulMean(values: usize, count: u32): f64 {
  let mean: f64 = 0
  for (const stop = values + ((<usize>count) << 3); values < stop; values += 8)
    mean += load<f64>(values) / count
  return mean
}
