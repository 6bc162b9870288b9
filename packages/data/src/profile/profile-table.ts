import type { Column } from '../column.ts'
import { NULL_CODE } from '../column.ts'
import { DataError, quoteValue } from '../error.ts'
import { readColumns } from '../read-columns.ts'
import type { Field, Table } from '../table.ts'
import { isValid } from '../validity.ts'
import { countNumbers } from './count-numbers.ts'
import { DEFAULT_CELLS, equiDepthEdges } from './edges.ts'
import type { CategoryProfile, ColumnProfile, NumberProfile, Profile } from './profile.ts'
import { PROFILE_VERSION } from './profile.ts'

/** Values sorted for exact edges: 512 MiB of doubles, one column at a time. */
export const MAX_SORTED_ROWS = 1 << 26
export const MAX_CATEGORIES = 1 << 16

export interface ProfileOptions {
  readonly columns?: readonly string[]
  /** Count on this reference's edges, so that the two profiles can be compared. */
  readonly edges?: Profile
  readonly cells?: number
}

/**
 * The profile of a table, one column at a time. With `edges` it streams; without, a numeric column is read whole.
 *
 * DataError `missing-column`, `wrong-type` (a column is numeric here and not in the reference), `too-large` beyond
 * MAX_SORTED_ROWS or MAX_CATEGORIES, and whatever reading raises.
 */
export async function profileTable(table: Table, options: ProfileOptions = {}): Promise<Profile> {
  const names =
    options.columns ?? options.edges?.columns.map((c) => c.name) ?? table.fields.map((f) => f.name)
  const columns: ColumnProfile[] = []
  for (const name of new Set(names)) {
    const field = table.fields.find((candidate) => candidate.name === name)
    if (field === undefined) {
      throw new DataError('missing-column', table.name, `has no column ${quoteValue(name)}`)
    }
    columns.push(await profileColumn(table, field, options))
  }
  return { version: PROFILE_VERSION, columns }
}

function profileColumn(table: Table, field: Field, options: ProfileOptions): Promise<ColumnProfile> {
  const { kind, name } = field
  if (kind === 'number' || kind === 'timestamp') return profileNumbers(table, name, kind, options)
  return profileCategories(table, name, kind)
}

async function profileNumbers(
  table: Table,
  name: string,
  kind: NumberProfile['kind'],
  options: ProfileOptions,
): Promise<NumberProfile> {
  if (options.edges === undefined) {
    const column = (await readColumns(table, [name], { maxRows: MAX_SORTED_ROWS })).get(name)!
    const numeric = numericOnly(table, column, kind)
    const finite = numeric.values.filter((v, row) => Number.isFinite(v) && isValid(numeric.validity, row))
    const counter = countNumbers(name, kind, equiDepthEdges(finite, options.cells ?? DEFAULT_CELLS))
    counter.add(numeric)
    return counter.finish()
  }
  const reference = options.edges.columns.find((column) => column.name === name)
  if (reference?.kind !== kind) {
    const was = reference?.kind ?? 'absent'
    throw new DataError(
      'wrong-type',
      table.name,
      `column ${quoteValue(name)} is ${kind}, in the reference ${was}`,
    )
  }
  const counter = countNumbers(name, kind, reference.edges)
  for await (const batch of table.batches({ columns: [name] })) {
    counter.add(numericOnly(table, batch.columns[0]!, kind))
  }
  return counter.finish()
}

function numericOnly(table: Table, column: Column, kind: NumberProfile['kind']) {
  if (column.kind === 'number' || column.kind === 'timestamp') return column
  const message = `column ${quoteValue(column.name)} is ${kind} at first and ${column.kind} later`
  throw new DataError('wrong-type', table.name, message)
}

async function profileCategories(
  table: Table,
  name: string,
  kind: CategoryProfile['kind'],
): Promise<CategoryProfile> {
  const counts = new Map<string, number>()
  let rows = 0
  let nulls = 0
  for await (const batch of table.batches({ columns: [name] })) {
    const column = batch.columns[0]!
    rows += column.length
    for (let row = 0; row < column.length; row++) {
      const text = isValid(column.validity, row) ? categoryAt(column, row) : undefined
      if (text === undefined) nulls++
      else counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    if (counts.size > MAX_CATEGORIES) {
      const message = `column ${quoteValue(name)} holds more than ${MAX_CATEGORIES} different values; leave it out`
      throw new DataError('too-large', table.name, message)
    }
  }
  return { name, kind, rows, nulls, categories: sortCategories(counts) }
}

function categoryAt(column: Column, row: number): string | undefined {
  if (column.kind === 'text') {
    const code = column.codes[row]!
    return code === NULL_CODE ? undefined : column.dictionary[code]
  }
  return column.kind === 'boolean' ? String(column.values[row] === 1) : String(column.values[row])
}

/** Code-unit order: the same on every machine, unlike a locale's. */
export function sortCategories(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
