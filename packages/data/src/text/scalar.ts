import { ABSENT, BARE, type Cells } from './cells.ts'

/**
 * No value stands here. In CSV an empty cell without quotes is none; with quotes it is the empty text, and none where
 * the column is not text (writers that quote everything spell their nulls so).
 */
export function isMissing(cells: Cells, cell: number): boolean {
  if (cells.tags[cell] === ABSENT) return true
  return cells.format === 'csv' && cells.starts[cell] === cells.ends[cell]
}

export function isMissingText(cells: Cells, cell: number): boolean {
  const tag = cells.tags[cell]
  return tag === ABSENT || (tag === BARE && cells.starts[cell] === cells.ends[cell])
}

/** 1, 0, or -1 when it is neither: true, True, TRUE and the same of false, as pandas, R and JSON write them. */
export function parseBoolean(bytes: Uint8Array, start: number, end: number): -1 | 0 | 1 {
  const length = end - start
  if (length !== 4 && length !== 5) return -1
  const text = String.fromCharCode(...bytes.subarray(start, end))
  if (text === 'true' || text === 'True' || text === 'TRUE') return 1
  return text === 'false' || text === 'False' || text === 'FALSE' ? 0 : -1
}

/** Digits with an optional minus: spelled as a whole number. `1.0` is not. */
export function isInteger(bytes: Uint8Array, start: number, end: number): boolean {
  let p = bytes[start] === 0x2d ? start + 1 : start
  if (p === end) return false
  for (; p < end; p++) {
    const c = bytes[p]!
    if (c < 0x30 || c > 0x39) return false
  }
  return true
}
