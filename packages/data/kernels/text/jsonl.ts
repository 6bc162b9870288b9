import {
  ABSENT,
  BARE,
  capacityOf,
  CR,
  ESCAPED,
  LF,
  linesOf,
  NESTED,
  put,
  QUOTE,
  QUOTED,
  stand,
  widthOf,
} from './cell'
import { behindNumber } from './json-number'
import { behindString, escaped } from './json-string'

const MAX_DEPTH: i32 = 64
/** Keys out of the order of the first row are looked for this far; the host has a map. */
const MAX_SOUGHT: u32 = 64
const NONE: u32 = 0xffffffff

/**
 * The keys, at `keys`: nodes of 8 bytes (u32 first child, u32 number of children; the root is the first), pointers to
 * which and to the children stand in the globals below. A child takes 16: name (pointer), its length, column or NONE,
 * node. Names have eight bytes to spare.
 */
let nodes: usize = 0
let children: usize = 0
/** By column, the last row it was written in. */
let written: usize = 0
let serial: u32 = 0

let bytes: usize = 0
let cells: usize = 0
let base: u32 = 0
let filled: u32 = 0
let p: usize = 0

/**
 * Indexes objects of the block at `block`, one a line, as `csv` does records. It stops before the first line that is
 * not one sound object, repeats a key, or spells a key with escapes or, out of order, beyond ASCII.
 */
export function jsonl(
  block: usize,
  length: u32,
  keys: usize,
  cellsAt: usize,
  row: u32,
  position: usize,
): u32 {
  const width = widthOf(cellsAt)
  const capacity = capacityOf(cellsAt)
  const lines = linesOf(cellsAt)
  nodes = load<u32>(keys)
  children = load<u32>(keys, 4)
  written = load<u32>(keys, 8)
  serial = load<u32>(keys, 12)
  bytes = block
  cells = cellsAt
  // A line feed ends every text, number and space below, so that none of them asks for the end of the block.
  let stop = block + length
  while (stop > block && load<u8>(stop - 1) != LF) stop--
  let line = load<f64>(position, 8)
  let next = block + <usize>load<f64>(position)
  while (row < capacity && next < stop) {
    p = next
    space()
    if (load<u8>(p) != LF) {
      if (load<u8>(p) != 0x7b) break
      serial++
      base = row * width
      filled = 0
      if (!object(0, 1)) break
      space()
      if (load<u8>(p) != LF) break
      if (filled != width) fillAbsent(width)
      store<f64>(lines + ((<usize>row) << 3), line)
      row++
    }
    next = p + 1
    line += 1
  }
  store<u32>(keys, serial, 12)
  stand(position, next - block, line)
  return row
}

function fillAbsent(width: u32): void {
  for (let column: u32 = 0; column < width; column++) {
    if (load<u32>(written + ((<usize>column) << 2)) != serial) put(cells, base + column, 0, 0, ABSENT)
  }
}

function space(): void {
  let c = load<u8>(p)
  while (c == 0x20 || c == 0x09 || c == CR) c = load<u8>(++p)
}

/** From its brace to behind the other; false when it is not sound. `node` is NONE where no key is a column. */
function object(node: u32, depth: i32): bool {
  if (depth > MAX_DEPTH) return false
  p++
  space()
  if (load<u8>(p) == 0x7d) {
    p++
    return true
  }
  let child: usize = 0
  let first: usize = 0
  let count: u32 = 0
  if (node != NONE) {
    const at = nodes + ((<usize>node) << 3)
    first = children + ((<usize>load<u32>(at)) << 4)
    count = load<u32>(at, 4)
  }
  let expected: u32 = 0
  while (true) {
    if (load<u8>(p) != QUOTE) return false
    p++
    child = 0
    const ahead = first + ((<usize>expected) << 4)
    if (expected < count && isKey(ahead)) {
      child = ahead
      p += load<u32>(ahead, 4) + 1
      expected++
    } else {
      const stop = behindString(p)
      if (stop == 0 || escaped || count > MAX_SOUGHT || !isAscii(p, stop)) return false
      for (let i: u32 = 0; i < count; i++) {
        const other = first + ((<usize>i) << 4)
        if (isKey(other)) {
          child = other
          expected = i + 1
          break
        }
      }
      p = stop
    }
    space()
    if (load<u8>(p) != 0x3a) return false
    p++
    space()
    if (!value(child, depth)) return false
    space()
    const c = load<u8>(p)
    if (c != 0x2c && c != 0x7d) return false
    p++
    if (c == 0x7d) return true
    space()
  }
}

/** A name that is not may be none at all, which the host sees to. */
function isAscii(from: usize, to: usize): bool {
  let all: u8 = 0
  while (from < to) all |= load<u8>(from++)
  return all < 0x80
}

/** Whether the name of `child` and a quote stand at `p`. */
function isKey(child: usize): bool {
  let name: usize = load<u32>(child)
  let left = load<u32>(child, 4)
  let q = p
  for (; left >= 8; left -= 8, name += 8, q += 8) if (load<u64>(name) != load<u64>(q)) return false
  if (left > 0 && (load<u64>(name) ^ load<u64>(q)) << (64 - (left << 3)) != 0) return false
  return load<u8>(q + left) == QUOTE
}

/** Into the row's cell; false when the column has one already. */
function write(child: usize, start: usize, end: usize, tag: u8): bool {
  if (child == 0) return true
  const column = load<u32>(child, 8)
  if (column == NONE) return true
  const at = written + ((<usize>column) << 2)
  if (load<u32>(at) == serial) return false
  store<u32>(at, serial)
  filled++
  put(cells, base + column, <u32>(start - bytes), <u32>(end - bytes), tag)
  return true
}

function value(child: usize, depth: i32): bool {
  const start = p
  const c = load<u8>(p)
  if (c == QUOTE) {
    p = behindString(start + 1)
    return p != 0 && write(child, start + 1, p - 1, escaped ? ESCAPED : QUOTED)
  }
  if (c == 0x7b) {
    if (!object(child == 0 ? NONE : load<u32>(child, 12), depth + 1)) return false
    return write(child, start, p, NESTED)
  }
  if (c == 0x5b) return array(depth + 1) && write(child, start, p, NESTED)
  if (c == 0x2d || <u32>c - 0x30 <= 9) {
    p = behindNumber(start)
    if (p != 0) return write(child, start, p, BARE)
    // "-Infinity"; every other thing that begins so is no value.
    if (c != 0x2d || load<u8>(start + 1) != 0x49) return false
    p = start + 1
  }
  if (literal(0x6c6c756e, 4)) return write(child, start, p, ABSENT) // null
  if (literal(0x65757274, 4)) return write(child, start, p, BARE) // true
  if (load<u8>(p) == 0x66 && load<u32>(p + 1) == 0x65736c61) {
    p += 5 // false
    return write(child, start, p, BARE)
  }
  if ((load<u32>(p) & 0xffffff) == 0x4e614e) {
    p += 3 // NaN
    return write(child, start, p, BARE)
  }
  if (load<u64>(p) == 0x7974696e69666e49) {
    p += 8 // Infinity
    return write(child, start, p, BARE)
  }
  return false
}

function literal(word: u32, length: usize): bool {
  if (load<u32>(p) != word) return false
  p += length
  return true
}

function array(depth: i32): bool {
  if (depth > MAX_DEPTH) return false
  p++
  space()
  if (load<u8>(p) == 0x5d) {
    p++
    return true
  }
  while (true) {
    space()
    if (!value(0, depth)) return false
    space()
    const c = load<u8>(p)
    if (c != 0x2c && c != 0x5d) return false
    p++
    if (c == 0x5d) return true
  }
}
