import { ABSENT, BARE, type Cells, cellText, QUOTED } from './cells.ts'

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

/**
 * A float that JSON has no number for, in quotes as Spark and Jackson write it among numbers. By itself it is a text like
 * any other.
 */
export function isSpelledFloat(cells: Cells, cell: number): boolean {
  if (cells.format !== 'json' || cells.tags[cell] !== QUOTED) return false
  const length = cells.ends[cell]! - cells.starts[cell]!
  // "NaN", "Infinity" and "-Infinity" have 3, 8 and 9 letters.
  return (length === 3 || length === 8 || length === 9) && /^(?:NaN|-?Infinity)$/.test(cellText(cells, cell))
}

const TRUE = ['true', 'True', 'TRUE']
const FALSE = ['false', 'False', 'FALSE']

/** 1, 0, or -1 when it is neither: true, True, TRUE and the same of false, as pandas, R and JSON write them. */
export function parseBoolean(bytes: Uint8Array, start: number, end: number): -1 | 0 | 1 {
  const length = end - start
  if (length === 4) return TRUE.some((word) => isWord(bytes, start, word)) ? 1 : -1
  if (length === 5) return FALSE.some((word) => isWord(bytes, start, word)) ? 0 : -1
  return -1
}

function isWord(bytes: Uint8Array, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word.charCodeAt(i)) return false
  return true
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
