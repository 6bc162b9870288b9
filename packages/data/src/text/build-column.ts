import type {
  BigIntColumn,
  BooleanColumn,
  Column,
  NumberColumn,
  TextColumn,
  TimestampColumn,
} from '../column.ts'
import { DataError, quoteValue } from '../error.ts'
import type { Coded, NumberPass, TextKernels, TextPass } from '../kernels/text-kernels.ts'
import { allValid, setNull } from '../validity.ts'
import { BARE, type Cells, cellText, ESCAPED, NESTED, placeOf } from './cells.ts'
import { type ColumnSpec, reasonOf } from './column-spec.ts'
import { slowNumber } from './decimal.ts'
import { isInteger, isMissing, isMissingText, isSpelledFloat, parseBoolean } from './scalar.ts'
import { fastTimestamp, parseTimestamp } from './timestamp.ts'

const QUOTE = 0x22

/**
 * Column `index` of the scanned cells. DataError `wrong-type` with the line when a value is not of the column's kind:
 * batches already handed out cannot change theirs, and a value read as null would be a lie.
 */
export function buildColumn(kernels: TextKernels, index: number, spec: ColumnSpec): Column {
  const { cells } = kernels
  switch (spec.kind) {
    case 'number':
      return numberColumn(kernels, index, spec)
    case 'bigint':
      return bigintColumn(cells, index, spec)
    case 'boolean':
      return booleanColumn(cells, index, spec)
    case 'timestamp':
      return timestampColumn(cells, index, spec)
    case 'text':
      return textColumn(kernels, index, spec)
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

/** The numbers of a column, read to its last row. DataError as `buildColumn`. */
export function readNumbers(kernels: TextKernels, index: number, spec: ColumnSpec): NumberPass {
  const { cells } = kernels
  const { rows, width } = cells
  const pass = kernels.numbers(index, spec.integer)
  for (let row = pass.next(0); row < rows; row = pass.next(row + 1)) {
    const cell = row * width + index
    const tag = cells.tags[cell]!
    const plain = tag === BARE || (cells.format === 'csv' && tag !== ESCAPED)
    const spelled = plain || isSpelledFloat(cells, cell)
    const value = spelled ? slowNumber(cellText(cells, cell)) : undefined
    if (value === undefined) throw wrongType(cells, row, cell, spec)
    const whole = isInteger(cells.bytes, cells.starts[cell]!, cells.ends[cell]!)
    if (pass.whole() && whole && spec.origin !== 'declared' && !Number.isSafeInteger(value))
      throw wrongType(cells, row, cell, spec)
    pass.put(row, value, whole)
  }
  return pass
}

function numberColumn(kernels: TextKernels, index: number, spec: ColumnSpec): NumberColumn {
  const pass = readNumbers(kernels, index, spec)
  const { rows } = kernels.cells
  const integer = pass.whole()
  return { kind: 'number', name: spec.name, length: rows, ...pass.finish(), integer }
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
    if (!spelled) throw wrongType(cells, row, cell, spec)
    let value: number | undefined = fastTimestamp(cells.bytes, cells.starts[cell]!, cells.ends[cell]!)
    if (value !== value) value = parseTimestamp(cellText(cells, cell))
    if (value === undefined) throw wrongType(cells, row, cell, spec)
    values[row] = value
  }
  return { kind: 'timestamp', ...common(spec, rows, nulls), values }
}

/** The texts of a column, read to its last row and given by `take`. DataError as `buildColumn`. */
export function readTexts(
  kernels: TextKernels,
  index: number,
  spec: ColumnSpec,
  take: (pass: TextPass) => Coded,
): Coded {
  const { cells } = kernels
  if (spec.origin === 'unseen') refusePresent(cells, index, spec)
  const { rows, width } = cells
  const pass = kernels.texts(index, cells.format === 'json' && spec.origin !== 'declared')
  for (let row = pass.next(0); row < rows; row = pass.next(row + 1)) {
    const cell = row * width + index
    // What is no text either has no quotes or is an array: only escapes are left.
    if (cells.tags[cell] !== ESCAPED) throw wrongType(cells, row, cell, spec)
    pass.put(row, unescape(cells, row, cell))
  }
  try {
    return take(pass)
  } catch (cause) {
    const message = `column ${quoteValue(spec.name)} holds bytes that are not UTF-8 in the rows after this line; convert the file to UTF-8`
    throw new DataError('corrupt', placeOf(cells, 0), message, { cause })
  }
}

function textColumn(kernels: TextKernels, index: number, spec: ColumnSpec): TextColumn {
  const coded = readTexts(kernels, index, spec, (pass) => pass.finish())
  return { kind: 'text', name: spec.name, length: kernels.cells.rows, ...coded }
}

/** A value where the sample had none: any kind would be a guess. */
function refusePresent(cells: Cells, index: number, spec: ColumnSpec): void {
  for (let row = 0, cell = index; row < cells.rows; row++, cell += cells.width) {
    if (!isMissingText(cells, cell)) throw wrongType(cells, row, cell, spec)
  }
}

/** The text of a cell with escapes, as bytes: those of CSV are only doubled quotes. */
function unescape(cells: Cells, row: number, cell: number): Uint8Array {
  const raw = cells.bytes.subarray(cells.starts[cell], cells.ends[cell])
  if (cells.format === 'csv') {
    const text = new Uint8Array(raw.length)
    let length = 0
    for (let p = 0; p < raw.length; p++) {
      text[length++] = raw[p]!
      if (raw[p] === QUOTE) p++
    }
    return text.subarray(0, length)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
    return new TextEncoder().encode(JSON.parse(`"${text}"`))
  } catch (cause) {
    const message = `${quoteValue(cellText(cells, cell))} is not a JSON string`
    throw new DataError('corrupt', placeOf(cells, row), message, { cause })
  }
}

function wrongType(cells: Cells, row: number, cell: number, spec: ColumnSpec): DataError {
  const nested = cells.tags[cell] === NESTED
  const value = nested ? 'an array or object' : quoteValue(cellText(cells, cell))
  const remedy = "Correct the value, leave it empty if it is missing, or declare the column's kind"
  const message = `column ${quoteValue(spec.name)} holds ${value}, but ${reasonOf(spec)}. ${remedy}`
  return new DataError('wrong-type', placeOf(cells, row), message)
}
