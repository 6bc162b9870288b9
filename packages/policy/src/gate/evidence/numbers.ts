import { quoteValue } from '@mlops-actions/data'
import type { Column } from '@mlops-actions/data'
import { error, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { failingRows, isMissing, namedRows } from './cells.ts'

/** A column of finite numbers: scores, quantities, weights. A NaN makes every comparison false, so it is an error. */
export function finiteNumbers(
  column: Column,
  role: string,
  ids: Column,
  file: string,
  atLeast = -Infinity,
): Result<Float64Array> {
  const where = `${file}: the ${role} column ${quoteValue(column.name)}`
  if (column.kind !== 'number' && column.kind !== 'boolean') {
    return error(`${where} holds ${column.kind} values, expected numbers`)
  }
  const values = column.kind === 'number' ? column.values : Float64Array.from(column.values)
  const bad = failingRows(column.length, (row) => isMissing(column, row) || !Number.isFinite(values[row]!))
  if (bad.total > 0) {
    return error(
      `${where} is not a number in ${namedRows(ids, bad.first, bad.total)}`,
      'Find out why the model said nothing there, or leave those rows out of both files.',
    )
  }
  const low = failingRows(column.length, (row) => values[row]! < atLeast)
  if (low.total > 0) return error(`${where} is below ${atLeast} in ${namedRows(ids, low.first, low.total)}`)
  return ok(values)
}
