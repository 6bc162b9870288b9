import { BARE, capacityOf, CR, ESCAPED, LF, linesOf, put, QUOTE, QUOTED, stand, widthOf } from './cell'

/** Bytes looked at together. A block has as many to spare behind its end. */
const WINDOW: usize = 64

/** Line feeds and doubled quotes within the quoted cell `closing` last passed. */
let feeds: u32 = 0
let doubled: bool = false

/**
 * Indexes whole records of the block at `bytes` into `cells`, from row `row` and from where `position` stands, which it
 * moves behind them. The number of rows then held.
 *
 * It stops before the first record that is not plainly sound: ragged, badly quoted, or not ended by a line feed within
 * the block. The careful scanner decides those.
 */
export function csv(bytes: usize, length: u32, delimiter: u8, cells: usize, row: u32, position: usize): u32 {
  const width = widthOf(cells)
  const capacity = capacityOf(cells)
  const lines = linesOf(cells)
  const stop = bytes + length
  const delimiters = i8x16.splat(delimiter)
  const lineFeeds = i8x16.splat(LF)
  let line = load<f64>(position, 8)
  let first = line
  let p = bytes + <usize>load<f64>(position)
  let record = p
  let base = p
  // The delimiters and line feeds of the window from `base` that are not yet passed.
  let marks: u64 = p < stop ? marksOf(base, delimiters, lineFeeds) : 0
  let cell = row * width
  let count: u32 = 0
  while (p < stop && row < capacity) {
    let end = p
    let c: u8
    if (load<u8>(p) == QUOTE) {
      const quote = closing(p + 1, stop)
      if (quote == 0) break
      end = quote + 1
      c = load<u8>(end)
      if (c == CR && end + 1 < stop && load<u8>(end + 1) == LF) {
        c = LF
        end++
      }
      if (end >= stop || (c != delimiter && c != LF)) break
      line += feeds
      put(cells, cell, <u32>(p + 1 - bytes), <u32>(quote - bytes), doubled ? ESCAPED : QUOTED)
      const passed = end + 1 - base
      if (passed < WINDOW) marks &= ~(<u64>0) << passed
      else {
        base = end + 1
        marks = marksOf(base, delimiters, lineFeeds)
      }
    } else {
      while (marks == 0) {
        base += WINDOW
        if (base >= stop) break
        marks = marksOf(base, delimiters, lineFeeds)
      }
      if (marks == 0) break
      end = base + <usize>ctz(marks)
      if (end >= stop) break
      marks &= marks - 1
      c = load<u8>(end)
      const carriage: usize = c == LF && end > p && load<u8>(end - 1) == CR ? 1 : 0
      put(cells, cell, <u32>(p - bytes), <u32>(end - carriage - bytes), BARE)
      if (c == LF && count == 0 && width > 1 && end - carriage == p) {
        // Nothing stands on this line.
        p = end + 1
        line += 1
        record = p
        first = line
        continue
      }
    }
    count++
    cell++
    p = end + 1
    if (c == LF) {
      if (count != width) break
      store<f64>(lines + ((<usize>row) << 3), first)
      row++
      count = 0
      line += 1
      first = line
      record = p
    } else if (count == width) break
  }
  stand(position, record - bytes, first)
  return row
}

function marksOf(p: usize, delimiters: v128, lineFeeds: v128): u64 {
  return (
    marksIn(v128.load(p), delimiters, lineFeeds) |
    (marksIn(v128.load(p, 16), delimiters, lineFeeds) << 16) |
    (marksIn(v128.load(p, 32), delimiters, lineFeeds) << 32) |
    (marksIn(v128.load(p, 48), delimiters, lineFeeds) << 48)
  )
}

function marksIn(text: v128, delimiters: v128, lineFeeds: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(v128.or(i8x16.eq(text, delimiters), i8x16.eq(text, lineFeeds))))
}

/** The quote that closes a cell whose text begins at `p`, 0 when the block ends before one is certain. */
function closing(p: usize, stop: usize): usize {
  feeds = 0
  doubled = false
  for (; p < stop; p += 16) {
    const text = v128.load(p)
    const quotes = <u32>i8x16.bitmask(i8x16.eq(text, i8x16.splat(QUOTE)))
    const lineFeeds = <u32>i8x16.bitmask(i8x16.eq(text, i8x16.splat(LF)))
    if (quotes == 0) {
      feeds += popcnt(lineFeeds)
      continue
    }
    const at = ctz(quotes)
    feeds += popcnt(lineFeeds & (((<u32>1) << at) - 1))
    p += at
    if (p + 1 >= stop) return 0
    if (load<u8>(p + 1) != QUOTE) return p
    doubled = true
    // Goes on behind the pair.
    p -= 14
  }
  return 0
}
