import { ABSENT, BARE, endsOf, ESCAPED, NESTED, startsOf, tagsOf, widthOf } from './cell'
import { clearBit } from './validity'

/**
 * A dictionary: texts to codes 0, 1, 2, ... in order of first sight. At `dictionary` (u32 each): the slots (u32, a code
 * + 1 or 0) and their number, a power of two; the hashes (u32 a code); the offsets in the pool (u32 a code, and one
 * more); the pool and its bytes; the number of codes; the codes there is room for, at most half the slots.
 */
const SLOTS: usize = 0
const SLOT_COUNT: usize = 4
const HASHES: usize = 8
const OFFSETS: usize = 12
const POOL: usize = 16
const POOL_BYTES: usize = 20
const COUNT: usize = 24
const ROOM: usize = 28
const SEED: usize = 32

export const NO_ROOM: u32 = 0xffffffff
const NULL_CODE: u32 = 0xffffffff

/** At `state`: the nulls so far (u32), and 1 (u32) when it stopped because the dictionary is full. */
const NULLS: usize = 0
const FULL: usize = 4

/**
 * Codes of the texts of column `column` from row `from` to `codes`, missing ones with their bit of `validity` cleared.
 * The row it stopped at: `rows`, one with escapes, one that is no text, or where the dictionary is full.
 *
 * @param strict 1 where only what stands in quotes is a text (JSON whose kind nobody declared).
 */
export function texts(
  bytes: usize,
  cells: usize,
  column: u32,
  from: u32,
  rows: u32,
  strict: u32,
  codes: usize,
  validity: usize,
  dictionary: usize,
  state: usize,
): u32 {
  const width = widthOf(cells)
  let cell = from * width + column
  const starts = startsOf(cells)
  const ends = endsOf(cells)
  const tags = tagsOf(cells)
  store<u32>(state, 0, FULL)
  for (let row = from; row < rows; row++, cell += width) {
    const start = load<u32>(starts + ((<usize>cell) << 2))
    const end = load<u32>(ends + ((<usize>cell) << 2))
    const tag = load<u8>(tags + cell)
    let code = NULL_CODE
    if (tag == ABSENT || (tag == BARE && start == end)) {
      clearBit(validity, row)
      store<u32>(state, load<u32>(state, NULLS) + 1, NULLS)
    } else if (tag == ESCAPED || tag == NESTED || (strict == 1 && tag == BARE)) return row
    else {
      code = intern(dictionary, bytes + start, end - start)
      if (code == NO_ROOM) {
        store<u32>(state, 1, FULL)
        return row
      }
    }
    store<u32>(codes + ((<usize>row) << 2), code)
  }
  return rows
}

/** The code of `length` bytes at `text`, which have eight to spare behind them; NO_ROOM when it would be a new one. */
export function intern(dictionary: usize, text: usize, length: u32): u32 {
  const hash = hashOf(text, length, load<u64>(dictionary, SEED))
  const slots = <usize>load<u32>(dictionary, SLOTS)
  const hashes = <usize>load<u32>(dictionary, HASHES)
  const offsets = <usize>load<u32>(dictionary, OFFSETS)
  const pool = <usize>load<u32>(dictionary, POOL)
  const mask = load<u32>(dictionary, SLOT_COUNT) - 1
  let slot = hash & mask
  for (; ; slot = (slot + 1) & mask) {
    const code = load<u32>(slots + ((<usize>slot) << 2))
    if (code == 0) break
    const at = (<usize>(code - 1)) << 2
    if (load<u32>(hashes + at) != hash) continue
    const offset = load<u32>(offsets + at)
    if (load<u32>(offsets + at, 4) - offset == length && same(pool + offset, text, length)) return code - 1
  }
  const count = load<u32>(dictionary, COUNT)
  const at = (<usize>count) << 2
  const offset = load<u32>(offsets + at)
  if (count >= load<u32>(dictionary, ROOM) || length > load<u32>(dictionary, POOL_BYTES) - offset)
    return NO_ROOM
  memory.copy(pool + offset, text, length)
  store<u32>(hashes + at, hash)
  store<u32>(offsets + at, offset + length, 4)
  store<u32>(slots + ((<usize>slot) << 2), count + 1)
  store<u32>(dictionary, count + 1, COUNT)
  return count
}

/** Fills the slots anew from the hashes, after they were enlarged or codes were dropped. */
export function rehash(dictionary: usize): void {
  const slots = <usize>load<u32>(dictionary, SLOTS)
  const hashes = <usize>load<u32>(dictionary, HASHES)
  const slotCount = load<u32>(dictionary, SLOT_COUNT)
  memory.fill(slots, 0, (<usize>slotCount) << 2)
  const mask = slotCount - 1
  for (let code: u32 = 0; code < load<u32>(dictionary, COUNT); code++) {
    let slot = load<u32>(hashes + ((<usize>code) << 2)) & mask
    while (load<u32>(slots + ((<usize>slot) << 2)) != 0) slot = (slot + 1) & mask
    store<u32>(slots + ((<usize>slot) << 2), code + 1)
  }
}

/**
 * Words of 32 bits into a state of 64: what one word changes in the upper half no later word can undo, so that texts
 * which collide under every seed cannot be written down.
 */
function hashOf(text: usize, length: u32, seed: u64): u32 {
  let h = seed ^ length
  let left = length
  for (; left >= 4; left -= 4, text += 4) h = mix(h, load<u32>(text))
  if (left > 0) h = mix(h, load<u32>(text) & (((<u32>1) << (left << 3)) - 1))
  return <u32>(h >>> 32)
}

function mix(h: u64, word: u32): u64 {
  const product = (h ^ word) * 0x9e3779b97f4a7c15
  return product ^ (product >>> 29)
}

function same(a: usize, b: usize, length: u32): bool {
  for (; length >= 8; length -= 8, a += 8, b += 8) if (load<u64>(a) != load<u64>(b)) return false
  // Both have eight bytes to spare; what differs beyond the end is shifted out.
  return length == 0 || (load<u64>(a) ^ load<u64>(b)) << (64 - (length << 3)) == 0
}
