import { type Files, UserError } from '@mlops-actions/core'
import { type Column, isValid, openTable, readColumns } from '@mlops-actions/data'
import type { Sample } from '@mlops-actions/forecast'

/** Half a year of minutes. */
const MAX_ROWS = 300_000
/** Epoch numbers below this are seconds: in milliseconds it would be March 1973. */
const LEAST_MILLISECONDS = 1e11

/**
 * A history from two columns of a file. A missing value is a gap; a missing or unreadable time is an error.
 * @throws UserError `file-not-found`, `not-a-time`, `not-a-number`; DataError for what cannot be read
 */
export async function fileHistory(
  files: Pick<Files, 'open'>,
  { path, time, value }: { readonly path: string; readonly time: string; readonly value: string },
): Promise<readonly Sample[]> {
  const source = await files.open(path)
  try {
    const table = await openTable(source, { maxRows: MAX_ROWS })
    const columns = await readColumns(table, [time, value])
    const [times, values] = [columns.get(time)!, columns.get(value)!]
    return Array.from(
      { length: times.length },
      (_, row): Sample => [instantAt(times, row, path), numberAt(values, row, path)],
    )
  } finally {
    await source.close()
  }
}

function instantAt(column: Column, row: number, path: string): number {
  const present = isValid(column.validity, row)
  const instant = present ? instantOf(column, row) : Number.NaN
  if (Number.isFinite(instant)) return instant
  throw new UserError(
    'not-a-time',
    `${path}: row ${row + 1} of ${JSON.stringify(column.name)} is no instant`,
    {
      remedy: 'ISO 8601 with a zone (2026-06-01T08:00:00Z), or seconds or milliseconds since 1970',
    },
  )
}

function instantOf(column: Column, row: number): number {
  switch (column.kind) {
    case 'timestamp':
      return column.values[row]!
    case 'number':
      return column.values[row]! < LEAST_MILLISECONDS ? column.values[row]! * 1000 : column.values[row]!
    case 'text':
      return Date.parse(column.dictionary[column.codes[row]!] ?? '')
    case 'bigint':
    case 'boolean':
      return Number.NaN
  }
}

function numberAt(column: Column, row: number, path: string): number {
  if (!isValid(column.validity, row)) return Number.NaN
  if (column.kind === 'number') return column.values[row]!
  throw new UserError(
    'not-a-number',
    `${path}: the column ${JSON.stringify(column.name)} is ${column.kind}, expected numbers`,
  )
}
