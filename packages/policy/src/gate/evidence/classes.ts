import { quoteValue } from '@mlops-actions/data'
import type { Column } from '@mlops-actions/data'
import type { DataSpec } from '../../schema/gate.ts'
import type { Task } from '../../metrics/catalogue.ts'
import { error, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { coded, failingRows, isMissing, namedRows } from './cells.ts'

/** More classes than this is a quantity taken for a class: the matrix of a million classes fits nowhere. */
const MOST_CLASSES = 1_000
/** Values of the label that mean "positive" unless the policy says otherwise. */
const POSITIVE = ['1', 'true', 'True', 'TRUE'] as const

/** The class names of a task, found in the label column (and, with several classes, in the predictions too). */
export function classNames(
  task: Task,
  data: DataSpec,
  columns: readonly Column[],
  file: string,
): Result<readonly string[]> {
  const found = new Set<string>()
  for (const column of columns) {
    for (const value of usedValues(column)) found.add(value)
    if (found.size > MOST_CLASSES) {
      return error(
        `${file}: ${quoteValue(column.name)} has more than ${MOST_CLASSES} distinct values, expected classes`,
        'For a quantity set `task: regression`.',
      )
    }
  }
  return task === 'binary' ? binaryNames(data, [...found], file) : ok([...found].sort())
}

function binaryNames(data: DataSpec, found: readonly string[], file: string): Result<readonly string[]> {
  const listed = found.slice(0, 5).map(quoteValue).join(', ')
  const where = `${file}: the label column ${quoteValue(data.label)}`
  if (found.length > 2) {
    return error(
      `${where} has ${found.length} distinct values (${listed}${found.length > 5 ? ', ...' : ''}), expected two`,
      'For more than two classes set `task: multiclass`.',
    )
  }
  const accepted = data.positive === undefined ? POSITIVE : [String(data.positive)]
  const positive = found.find((value) => accepted.includes(value as never))
  const negatives = found.filter((value) => value !== positive)
  // 0, "0" and false without a single positive are a constant label, not a misnamed one.
  const plainNegative = data.positive === undefined && negatives.every((value) => /^(0|false)$/i.test(value))
  if (negatives.length > 1 || (positive === undefined && data.positive === undefined && !plainNegative)) {
    return error(
      `${where} never holds ${accepted.map(quoteValue).join(' or ')}; it holds ${listed}`,
      'Say which value is the positive class with `data.positive`.',
    )
  }
  return ok([negatives[0] ?? 'other', positive ?? String(data.positive ?? 1)])
}

/** A column of class names as codes. A name that is no class, or no name at all, is an error that points at rows. */
export function classCodes(
  column: Column,
  role: string,
  classes: readonly string[],
  ids: Column,
  file: string,
): Result<Int32Array> {
  const where = `${file}: the ${role} column ${quoteValue(column.name)}`
  const missing = failingRows(
    column.length,
    (row) => isMissing(column, row) || (column.kind === 'number' && Number.isNaN(column.values[row])),
  )
  if (missing.total > 0) return error(`${where} is empty in ${namedRows(ids, missing.first, missing.total)}`)
  const { codes, values } = coded(column)
  const index = new Map(classes.map((name, code) => [name, code]))
  const translated = values.map((value) => index.get(value) ?? -1)
  const result = new Int32Array(column.length)
  for (let row = 0; row < result.length; row++) result[row] = translated[codes[row]!]!
  const strange = failingRows(column.length, (row) => result[row] === -1)
  if (strange.total > 0) {
    return error(
      `${where} holds something other than ${classes.slice(0, 5).map(quoteValue).join(', ')} in ${namedRows(ids, strange.first, strange.total)}`,
    )
  }
  return ok(result)
}

/** Values that stand on some row. Rows without one are found later, by their ids; dictionaries may hold unused entries. */
function usedValues(column: Column): readonly string[] {
  const { codes, values } = coded(column)
  const used = new Uint8Array(values.length)
  for (let row = 0; row < codes.length; row++) {
    if (!isMissing(column, row)) used[codes[row]!] = 1
  }
  return values.filter((_, code) => used[code] === 1)
}
