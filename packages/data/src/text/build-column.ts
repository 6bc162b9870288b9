import type {
  BigIntColumn,
  BooleanColumn,
  Column,
  NumberColumn,
  TextColumn,
  TimestampColumn,
} from '../column.ts'
import { NULL_CODE } from '../column.ts'
import { DataError, quoteValue } from '../error.ts'
import { allValid, setNull } from '../validity.ts'
import { BARE, type Cells, cellText, ESCAPED, NESTED, placeOf } from './cells.ts'
import { type ColumnSpec, reasonOf } from './column-spec.ts'
import { fastNumber, slowNumber } from './decimal.ts'
import type { Interner } from './interner.ts'
import { isInteger, isMissing, isMissingText, parseBoolean } from './scalar.ts'
import { parseTimestamp } from './timestamp.ts'

/**
 * Column `index` of the scanned cells. DataError `wrong-type` with the line when a value is not of the column's kind:
 * batches already handed out cannot change theirs, and a value read as null would be a lie.
 */
export function buildColumn(cells: Cells, index: number, spec: ColumnSpec, interner: Interner): Column {
  switch (spec.kind) {
    case 'number':
      return numberColumn(cells, index, spec)
    case 'bigint':
      return bigintColumn(cells, index, spec)
    case 'boolean':
      return booleanColumn(cells, index, spec)
    case 'timestamp':
      return timestampColumn(cells, index, spec)
    case 'text':
      return textColumn(cells, index, spec, interner)
  }
}

/** Nulls are rare: the bitmap is made with the first. */
interface Nulls {
  count: number
  bits: Uint8Array | undefined
}

function addNull(nulls: Nulls, rows: number, row: number): void {
  nulls.bits ??= allValid(rows)
  setNull(nulls.bits, row)
  nulls.count++
}

function common(spec: ColumnSpec, rows: number, nulls: Nulls) {
  const head = { name: spec.name, length: rows, nullCount: nulls.count }
  return nulls.bits === undefined ? head : { ...head, validity: nulls.bits }
}

function numberColumn(cells: Cells, index: number, spec: ColumnSpec): NumberColumn {
  const { rows, width, starts, ends, tags, bytes } = cells
  const csv = cells.format === 'csv'
  const values = new Float64Array(rows)
  const nulls: Nulls = { count: 0, bits: undefined }
  let whole = spec.integer
  for (let row = 0, cell = index; row < rows; row++, cell += width) {
    const start = starts[cell]!
    const end = ends[cell]!
    const plain = tags[cell] === BARE || (csv && tags[cell] !== ESCAPED)
    let value = plain ? fastNumber(bytes, start, end) : NaN
    if (value !== value) {
      if (isMissing(cells, cell)) {
        addNull(nulls, rows, row)
        values[row] = NaN
        continue
      }
      const slow = plain ? slowNumber(cellText(cells, cell)) : undefined
      if (slow === undefined) throw wrongType(cells, row, cell, spec)
      value = slow
    }
    if (whole) {
      if (!isInteger(bytes, start, end)) whole = false
      else if (spec.origin !== 'declared' && !Number.isSafeInteger(value))
        throw wrongType(cells, row, cell, spec)
    }
    values[row] = value
  }
  return { kind: 'number', ...common(spec, rows, nulls), values, integer: whole }
}

function bigintColumn(cells: Cells, index: number, spec: ColumnSpec): BigIntColumn {
  const { rows, width, starts, ends, bytes } = cells
  const values = new BigInt64Array(rows)
  const nulls: Nulls = { count: 0, bits: undefined }
  for (let row = 0, cell = index; row < rows; row++, cell += width) {
    if (isMissing(cells, cell)) {
      addNull(nulls, rows, row)
      continue
    }
    const bare = cells.tags[cell] === BARE || cells.format === 'csv'
    if (!bare || !isInteger(bytes, starts[cell]!, ends[cell]!)) throw wrongType(cells, row, cell, spec)
    const value = ends[cell]! - starts[cell]! > 20 ? undefined : BigInt(cellText(cells, cell))
    if (value === undefined || BigInt.asIntN(64, value) !== value) throw wrongType(cells, row, cell, spec)
    values[row] = value
  }
  return { kind: 'bigint', ...common(spec, rows, nulls), values }
}

function booleanColumn(cells: Cells, index: number, spec: ColumnSpec): BooleanColumn {
  const { rows, width, starts, ends, bytes } = cells
  const values = new Uint8Array(rows)
  const nulls: Nulls = { count: 0, bits: undefined }
  for (let row = 0, cell = index; row < rows; row++, cell += width) {
    if (isMissing(cells, cell)) {
      addNull(nulls, rows, row)
      continue
    }
    const bare = cells.tags[cell] === BARE || cells.format === 'csv'
    const value = bare ? parseBoolean(bytes, starts[cell]!, ends[cell]!) : -1
    if (value < 0) throw wrongType(cells, row, cell, spec)
    values[row] = value
  }
  return { kind: 'boolean', ...common(spec, rows, nulls), values }
}

function timestampColumn(cells: Cells, index: number, spec: ColumnSpec): TimestampColumn {
  const { rows, width } = cells
  const values = new Float64Array(rows)
  const nulls: Nulls = { count: 0, bits: undefined }
  for (let row = 0, cell = index; row < rows; row++, cell += width) {
    if (isMissing(cells, cell)) {
      addNull(nulls, rows, row)
      values[row] = NaN
      continue
    }
    const spelled = cells.tags[cell] !== NESTED && (cells.format === 'csv' || cells.tags[cell] !== BARE)
    const value = spelled ? parseTimestamp(cellText(cells, cell)) : undefined
    if (value === undefined) throw wrongType(cells, row, cell, spec)
    values[row] = value
  }
  return { kind: 'timestamp', ...common(spec, rows, nulls), values }
}

function textColumn(cells: Cells, index: number, spec: ColumnSpec, interner: Interner): TextColumn {
  const { rows, width, starts, ends, tags, bytes } = cells
  const codes = new Uint32Array(rows)
  const nulls: Nulls = { count: 0, bits: undefined }
  const quotedOnly = cells.format === 'json' && spec.origin !== 'declared'
  interner.clear()
  for (let row = 0, cell = index; row < rows; row++, cell += width) {
    const tag = tags[cell]!
    if (isMissingText(cells, cell)) {
      addNull(nulls, rows, row)
      codes[row] = NULL_CODE
    } else if (spec.origin === 'unseen' || tag === NESTED || (quotedOnly && tag === BARE)) {
      throw wrongType(cells, row, cell, spec)
    } else if (tag === ESCAPED) {
      const text = unescape(cells, row, cell)
      codes[row] = interner.intern(text, 0, text.length)
    } else codes[row] = interner.intern(bytes, starts[cell]!, ends[cell]!)
  }
  return { kind: 'text', ...common(spec, rows, nulls), codes, dictionary: decode(cells, spec, interner) }
}

function decode(cells: Cells, spec: ColumnSpec, interner: Interner): readonly string[] {
  try {
    return interner.texts()
  } catch (cause) {
    const message = `column ${quoteValue(spec.name)} holds bytes that are not UTF-8 in the rows after this line; convert the file to UTF-8`
    throw new DataError('corrupt', placeOf(cells, 0), message, { cause })
  }
}

function unescape(cells: Cells, row: number, cell: number): Uint8Array {
  const raw = cellText(cells, cell)
  if (cells.format === 'csv') return new TextEncoder().encode(raw.replaceAll('""', '"'))
  try {
    return new TextEncoder().encode(JSON.parse(`"${raw}"`))
  } catch (cause) {
    throw new DataError('corrupt', placeOf(cells, row), `${quoteValue(raw)} is not a JSON string`, { cause })
  }
}

function wrongType(cells: Cells, row: number, cell: number, spec: ColumnSpec): DataError {
  const nested = cells.tags[cell] === NESTED
  const value = nested ? 'an array or object' : quoteValue(cellText(cells, cell))
  const remedy = "Correct the value, leave it empty if it is missing, or declare the column's kind"
  const message = `column ${quoteValue(spec.name)} holds ${value}, but ${reasonOf(spec)}. ${remedy}`
  return new DataError('wrong-type', placeOf(cells, row), message)
}
