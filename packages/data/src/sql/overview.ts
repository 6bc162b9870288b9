import { DataError, quoteValue } from '../error.ts'
import type { ColumnProfile, Profile } from '../profile/profile.ts'
import { askOne, readCount, readDouble, readHex } from './answer.ts'
import type { Dialect, Reading } from './dialect.ts'
import type { SqlEngine } from './engine.ts'
import { OVERVIEW_VALUES, overviewStatement, typesStatement } from './statements.ts'

/** Columns looked at in one statement: with seven values each, far below what any engine takes. */
export const COLUMNS_AT_ONCE = 60

/** What one scan says of a column. */
export interface Overview {
  readonly name: string
  readonly reading: Reading
  readonly kind: ColumnProfile['kind']
  readonly rows: number
  readonly nulls: number
  readonly nan: number
  readonly negativeInfinity: number
  readonly positiveInfinity: number
  readonly min: number | null
  readonly max: number | null
  /** Undefined when not asked for. */
  readonly distinct: number | undefined
}

export interface Place {
  readonly engine: SqlEngine
  readonly dialect: Dialect
  /** What stands behind FROM. */
  readonly from: string
  /** The relation as a message names it. */
  readonly where: string
}

/**
 * Types and first counts of the columns, at most COLUMNS_AT_ONCE.
 * DataError `wrong-type` for a column whose type is nothing a profile counts, or another than in the reference.
 */
export async function overviewOf(
  place: Place,
  columns: readonly string[],
  reference: Profile | undefined,
  distinct: boolean,
): Promise<Overview[]> {
  const { engine, dialect, from } = place
  const types = await askOne(engine, typesStatement(dialect, from, columns), columns.length)
  const readings = columns.map((name, i) => readingOf(place, name, readHex(engine, types[i]!)))
  const width = 1 + OVERVIEW_VALUES * columns.length
  const row = await askOne(engine, overviewStatement(dialect, from, readings, distinct), width)
  const rows = readCount(engine, row[0]!)
  return columns.map((name, i) => {
    const values = row.slice(1 + i * OVERVIEW_VALUES, 1 + (i + 1) * OVERVIEW_VALUES)
    return readOverview(place, { name, reading: readings[i]!, rows }, values, reference)
  })
}

function readingOf({ dialect, where }: Place, name: string, type: string): Reading {
  const reading = dialect.read(type, dialect.identifier(name))
  if (reading !== undefined) return reading
  const message = `column ${quoteValue(name)} is ${quoteValue(type)}, which a profile does not count; cast it in a query`
  throw new DataError('wrong-type', where, message)
}

function readOverview(
  place: Place,
  column: Pick<Overview, 'name' | 'reading' | 'rows'>,
  values: readonly string[],
  reference: Profile | undefined,
): Overview {
  const { engine } = place
  const [present = '', nan = '', negative = '', positive = '', min = '', max = '', distinct = ''] = values
  const count = (text: string): number => (text === '' ? 0 : readCount(engine, text))
  const kind = kindOf(place, column, [min, max], reference)
  const numeric = kind === 'number' || kind === 'timestamp'
  const extreme = (text: string) => (numeric && text !== '' ? readDouble(engine, text) : null)
  return {
    ...column,
    kind,
    nulls: column.rows - readCount(engine, present),
    nan: count(nan),
    negativeInfinity: count(negative),
    positiveInfinity: count(positive),
    min: extreme(min),
    max: extreme(max),
    distinct: distinct === '' ? undefined : readCount(engine, distinct),
  }
}

function kindOf(
  { where }: Place,
  { name, reading }: Pick<Overview, 'name' | 'reading'>,
  extremes: readonly string[],
  reference: Profile | undefined,
): ColumnProfile['kind'] {
  const was = reference?.columns.find((column) => column.name === name)?.kind
  const wide = reading.kind === 'integer' && extremes.some((text) => !Number.isSafeInteger(Number(text)))
  // Ids are ids even in a part of the rows where all happen to be small.
  const kind =
    reading.kind === 'integer'
      ? wide || was === 'bigint'
        ? 'bigint'
        : 'number'
      : reading.kind === 'float'
        ? 'number'
        : reading.kind
  if (reference === undefined || was === kind) return kind
  const message = `column ${quoteValue(name)} is ${kind}, in the reference ${was ?? 'absent'}`
  throw new DataError('wrong-type', where, message)
}
