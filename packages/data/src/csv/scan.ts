import { DataError } from '../error.ts'
import { BARE, type Cells, ESCAPED, QUOTED } from '../text/cells.ts'
import type { Position } from '../text/position.ts'

const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22

/**
 * Adds whole records of `bytes[at.offset, length)` to `cells` and moves `at` behind them, RFC 4180 with LF or CRLF.
 * Stops at a record the block does not hold whole, unless `final`. A line with nothing on it is skipped where rows have
 * several cells, and is a missing value where they have one.
 *
 * DataError `corrupt` with the line: more or fewer cells than `cells.width`, text after a closing quote, a quote that is
 * never closed.
 */
export function scanRecords(
  bytes: Uint8Array,
  at: Position,
  final: boolean,
  delimiter: number,
  cells: Cells,
): void {
  const { starts, ends, tags, width, capacity } = cells
  const length = bytes.length
  let p = at.offset
  let line = at.line
  let row = cells.rows
  records: while (row < capacity && p < length) {
    const first = line
    const base = row * width
    let count = 0
    let more = true
    while (more) {
      let start = p
      let end = p
      let tag = BARE
      if (bytes[p] === QUOTE) {
        tag = QUOTED
        start = ++p
        for (;;) {
          if (p >= length) {
            if (!final) break records
            throw new DataError(
              'corrupt',
              `${cells.name}:${first}`,
              'a quote opened in this record is never closed',
            )
          }
          const c = bytes[p]
          if (c === QUOTE) {
            if (p + 1 >= length && !final) break records
            if (bytes[p + 1] !== QUOTE) break
            tag = ESCAPED
            p++
          } else if (c === LF) line++
          p++
        }
        end = p++
        if (bytes[p] === CR && (p + 1 < length ? bytes[p + 1] === LF : final)) p++
      } else {
        let c = bytes[p]
        while (p < length && c !== delimiter && c !== LF) c = bytes[++p]
        end = p
        if (end > start && bytes[end - 1] === CR && c !== delimiter) end--
      }
      if (p >= length) {
        if (!final) break records
        more = false
      } else if (bytes[p] === LF) {
        line++
        more = false
      } else if (bytes[p] !== delimiter) {
        if (p + 1 >= length && !final) break records
        throw new DataError(
          'corrupt',
          `${cells.name}:${line}`,
          `text follows the closing quote of cell ${count + 1}`,
        )
      }
      p++
      if (count < width) {
        starts[base + count] = start
        ends[base + count] = end
        tags[base + count] = tag
      }
      count++
    }
    const blank = count === 1 && width > 1 && starts[base] === ends[base] && tags[base] === BARE
    if (!blank) {
      if (count !== width) throw ragged(cells, first, count)
      cells.lines[row] = first
      row++
    }
    at.offset = Math.min(p, length)
    at.line = line
  }
  cells.rows = row
}

function ragged(cells: Cells, line: number, count: number): DataError {
  const found = `${count} ${count === 1 ? 'cell' : 'cells'}`
  const message = `this record has ${found}, the header has ${cells.width}. Quote cells that hold the delimiter`
  return new DataError('corrupt', `${cells.name}:${line}`, message)
}
