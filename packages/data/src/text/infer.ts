import type { Column } from '../column.ts'
import { BARE, type Cells, cellText, ESCAPED, NESTED } from './cells.ts'
import type { ColumnSpec, DeclaredKinds } from './column-spec.ts'
import { fastNumber, slowNumber } from './decimal.ts'
import { isInteger, isMissing, isSpelledFloat, parseBoolean } from './scalar.ts'
import { parseTimestamp } from './timestamp.ts'

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n

/**
 * The kind of one column over a sample: the narrowest that every value allows, text when none does. Whole numbers that
 * a double does not hold exactly make `bigint` while all are whole and fit in 64 bits, and text beyond: they are ids,
 * and rounding would merge them.
 */
export function inferColumn(cells: Cells, index: number, name: string, declared: DeclaredKinds): ColumnSpec {
  const candidates = {
    number: true,
    bare: false,
    integer: true,
    inexact: false,
    int64: true,
    boolean: true,
    timestamp: true,
  }
  let seen = 0
  for (let row = 0, cell = index; row < cells.rows; row++, cell += cells.width) {
    if (cells.tags[cell] === NESTED || isMissing(cells, cell)) continue
    seen++
    narrow(candidates, cells, cell)
    if (!candidates.number && !candidates.boolean && !candidates.timestamp) break
  }
  const own = Object.hasOwn(declared, name) ? declared[name] : undefined
  candidates.number &&= candidates.bare
  const integer = candidates.number && candidates.integer && seen > 0
  if (own !== undefined) return { name, kind: own, integer: own === 'number' && integer, origin: 'declared' }
  if (seen === 0) return { name, kind: 'text', integer: false, origin: 'unseen' }
  return { name, kind: kindOf(candidates), integer, origin: 'seen' }
}

interface Candidates {
  number: boolean
  /** A number stands somewhere without quotes. */
  bare: boolean
  integer: boolean
  inexact: boolean
  int64: boolean
  boolean: boolean
  timestamp: boolean
}

function kindOf(c: Candidates): Column['kind'] {
  if (c.number && c.integer && c.inexact) return c.int64 ? 'bigint' : 'text'
  if (c.number) return 'number'
  if (c.boolean) return 'boolean'
  return c.timestamp ? 'timestamp' : 'text'
}

function narrow(c: Candidates, cells: Cells, cell: number): void {
  const tag = cells.tags[cell]!
  const start = cells.starts[cell]!
  const end = cells.ends[cell]!
  // In JSON the quotes are the type; in CSV they only protect.
  const bare = tag === BARE || cells.format === 'csv'
  if (bare) c.bare = true
  if (isSpelledFloat(cells, cell)) {
    c.integer = false
    c.boolean = false
    c.timestamp = false
    return
  }
  if (tag === ESCAPED || !bare) {
    c.number = false
    c.boolean = false
  }
  if (cells.format === 'json' && tag === BARE) c.timestamp = false
  if (c.number) narrowNumber(c, cells, cell, start, end)
  if (c.boolean && parseBoolean(cells.bytes, start, end) < 0) c.boolean = false
  if (c.timestamp && (tag === ESCAPED || parseTimestamp(cellText(cells, cell)) === undefined))
    c.timestamp = false
}

function narrowNumber(c: Candidates, cells: Cells, cell: number, start: number, end: number): void {
  let value: number | undefined = fastNumber(cells.bytes, start, end)
  if (value !== value) value = slowNumber(cellText(cells, cell))
  if (value === undefined) {
    c.number = false
  } else if (!isInteger(cells.bytes, start, end)) {
    c.integer = false
  } else if (!Number.isSafeInteger(value)) {
    const exact = BigInt(cellText(cells, cell))
    c.inexact = true
    if (exact < INT64_MIN || exact > INT64_MAX) c.int64 = false
  }
}
