import { availableParallelism } from 'node:os'
import type { Column } from '../column.ts'
import { DataError, quoteValue } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { kernelsFor } from '../kernels/load.ts'
import type { Field, Format, Table } from '../table.ts'
import { isValid } from '../validity.ts'
import { type ColumnCounter, countColumn, type Grid, isNumberRun, kindChanged } from './count-column.ts'
import { DEFAULT_CELLS, equiDepthEdges } from './edges.ts'
import { edgesInPasses } from './edges-in-passes.ts'
import type { ColumnProfile, Profile } from './profile.ts'
import { PROFILE_VERSION } from './profile.ts'
import { createSpool, type NumericColumn } from './spool.ts'

/** Values sorted at once for exact edges: 512 MiB of doubles, one column at a time. More are sorted in passes. */
export const MAX_SORTED_ROWS = 1 << 26

const FIRST_VALUES = 1 << 16

export interface ProfileOptions {
  readonly columns?: readonly string[]
  /** Count on this reference's edges, so that the two profiles can be compared. */
  readonly edges?: Profile
  readonly cells?: number
  /** Only these parts of a table that has a `groupCount`; with `edges`, so that they can be merged. */
  readonly groups?: readonly number[]
  /**
   * Threads to count by, of a file in several groups and with `edges`; as many as pay when absent. The digest is the
   * same; sums and moments differ in the last digits.
   */
  readonly workers?: number
  /** Checked between two runs of a pass that counts. */
  readonly signal?: AbortSignal
}

/**
 * The profile of a table. With `edges` one pass over it, all columns at once. Without, the edges must be found first,
 * which sorts each numeric column: columnar formats are read a column at a time, texts once, into a spool. A column of
 * too many categories to list, and no reference that lists them, is read once more.
 *
 * DataError `missing-column`, `wrong-type` (a column is numeric here and not in the reference), and whatever reading
 * raises.
 */
export async function profileTable(table: Table, options: ProfileOptions = {}): Promise<Profile> {
  const fields = chosenFields(table, options)
  const { edges: reference, cells = DEFAULT_CELLS } = options
  const columns = namesOf(fields)
  const workers = workersFor(table, columns.length, options)
  if (workers > 1) {
    const { profileParts } = await import('../workers/profile-parts.ts')
    const inParts = profileParts({
      reopen: table.reopen!,
      columns,
      reference: reference!,
      groupCount: table.groupCount!,
      workers,
      headStart: headStartOf(table, columns.length),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      here: (groups, signal) => profileTable(table, { ...options, columns, groups, signal, workers: 1 }),
    })
    const whole = () => profileTable(table, { ...options, columns, workers: 1 })
    return await orWhole(table, inParts, whole)
  }
  const kernels = await kernelsFor(table.byteLength ?? 0)
  const profiles = new Map<Field, ColumnProfile>()
  if (reference !== undefined) {
    const gridded = fields.map((field) => counterOf(table, field, gridOf(table, field, reference), kernels))
    await countThrough(table, new Map(gridded), profiles, kernels, options)
  } else if (isText(table.format)) {
    await profileText(table, fields, cells, profiles, kernels)
  } else {
    const counters = new Map<Field, ColumnCounter>()
    for (const field of fields) {
      const edges = isNumeric(field)
        ? await findEdges(() => numbersOf(table, field, kernels), cells, kernels)
        : []
      counters.set(...counterOf(table, field, { edges }, kernels))
    }
    await countThrough(table, counters, profiles, kernels, options)
  }
  return { version: PROFILE_VERSION, columns: fields.map((field) => profiles.get(field)!) }
}

/** Values from which a second thread gains more than its start costs: none at 1 M rows x 25, 1.5 times at 10 M. */
const PARALLEL_FROM_VALUES = 1e8
/** Of a text. From 350 MB it takes two thirds of the time, and twice the memory: below this nobody waits long. */
const PARALLEL_FROM_BYTES = 1e9
/** Each worker takes about 100 MB; the file must be read by someone, too. */
const MOST_WORKERS = 4

function workersFor(table: Table, columns: number, options: ProfileOptions): number {
  const groups = table.groupCount ?? 1
  if (options.edges === undefined || options.groups !== undefined || table.reopen === undefined) return 1
  if (options.workers !== undefined) return Math.min(options.workers, groups)
  const pays = isText(table.format)
    ? table.byteLength! >= PARALLEL_FROM_BYTES
    : (table.rowCount ?? 0) * columns >= PARALLEL_FROM_VALUES
  return pays ? Math.min(availableParallelism(), groups, MOST_WORKERS) : 1
}

/** A quarter of a second, in which a thread starts, loads the kernels and opens the file: bytes of text, or values. */
const HEAD_START_BYTES = 6e7
const HEAD_START_VALUES = 8e6

function headStartOf(table: Table, columns: number): number {
  const share = isText(table.format)
    ? HEAD_START_BYTES / (table.byteLength ?? 0)
    : HEAD_START_VALUES / ((table.rowCount ?? 0) * columns)
  return Number.isFinite(share) ? Math.floor(share * (table.groupCount ?? 0)) : 0
}

/**
 * What goes wrong in parts may be right in the whole: a text's parts begin where a record seems to, and the categories of
 * parts may be too many to join. And of several errors only who reads from the start meets the first, and knows its line.
 */
async function orWhole(
  table: Table,
  inParts: Promise<Profile>,
  whole: () => Promise<Profile>,
): Promise<Profile> {
  try {
    const profile = await inParts
    const rows = profile.columns[0]?.rows ?? 0
    if (rows <= (table.reopen?.open.maxRows ?? Infinity)) return profile
  } catch (error) {
    if (!(error instanceof DataError)) throw error
  }
  return await whole()
}

const isNumeric = ({ kind }: Field): boolean => kind === 'number' || kind === 'timestamp'
const isText = (format: Format): boolean => format !== 'parquet' && format !== 'arrow'

function chosenFields(table: Table, options: ProfileOptions): readonly Field[] {
  const names =
    options.columns ?? options.edges?.columns.map((c) => c.name) ?? table.fields.map((f) => f.name)
  const byName = new Map(table.fields.map((field) => [field.name, field]))
  return [...new Set(names)].map((name) => {
    const field = byName.get(name)
    if (field !== undefined) return field
    throw new DataError('missing-column', table.name, `has no column ${quoteValue(name)}`)
  })
}

/** What the reference counted the column on. A column of categories it does not know is counted on its own. */
function gridOf(table: Table, field: Field, reference: Profile): Grid {
  const column = reference.columns.find(({ name }) => name === field.name)
  if (!isNumeric(field)) {
    return column !== undefined && 'categories' in column ? { edges: [], reference: column } : { edges: [] }
  }
  if (column?.kind === field.kind && 'edges' in column) return { edges: column.edges }
  const was = `in the reference ${column?.kind ?? 'absent'}`
  throw new DataError('wrong-type', table.name, `column ${quoteValue(field.name)} is ${field.kind}, ${was}`)
}

const counterOf = (table: Table, field: Field, grid: Grid, kernels: Kernels): [Field, ColumnCounter] => [
  field,
  countColumn(table.name, field, grid, kernels),
]

type Counters = ReadonlyMap<Field, ColumnCounter>

/** Passes over the table until no counter asks for another: one for all, and one more for those that overflowed. */
async function countThrough(
  table: Table,
  counters: Counters,
  profiles: Map<Field, ColumnProfile>,
  kernels: Kernels,
  { groups, signal }: Pick<ProfileOptions, 'groups' | 'signal'> = {},
): Promise<void> {
  for (let left = counters; left.size > 0; left = harvest(left, profiles)) {
    const columns = namesOf(left.keys())
    if (table.runs === undefined) {
      for await (const batch of table.batches({ columns })) {
        signal?.throwIfAborted()
        addAll(left, batch.columns)
      }
    } else {
      const ordered = [...left.values()]
      const some = groups === undefined ? {} : { groups }
      for await (const { column, run } of table.runs({ columns, kernels, ...some })) {
        signal?.throwIfAborted()
        ordered[column]!.addRun(run)
      }
    }
  }
}

/** Takes the profiles of those counters that are done; the others, to be put through again. */
function harvest(counters: Counters, profiles: Map<Field, ColumnProfile>): Counters {
  const left = new Map<Field, ColumnCounter>()
  for (const [field, counter] of counters) {
    const counted = counter.finish()
    if ('again' in counted) left.set(field, counted.again)
    else profiles.set(field, counted.profile)
  }
  return left
}

function addAll(counters: Counters, columns: readonly Column[]): void {
  let i = 0
  for (const counter of counters.values()) counter.add(columns[i++]!)
}

const namesOf = (fields: Iterable<Field>): string[] => Array.from(fields, (field) => field.name)

/** One pass over the text: categories are counted in it, numbers put aside and then counted column by column. */
async function profileText(
  table: Table,
  fields: readonly Field[],
  cells: number,
  profiles: Map<Field, ColumnProfile>,
  kernels: Kernels,
): Promise<void> {
  const numeric = fields.filter(isNumeric)
  const others = fields.filter((field) => !isNumeric(field))
  const counters = new Map(others.map((field) => counterOf(table, field, { edges: [] }, kernels)))
  const spool = createSpool()
  try {
    for await (const { columns } of table.batches({ columns: namesOf([...numeric, ...others]) })) {
      await spool.add(
        columns.slice(0, numeric.length).map((column, i) => numbersIn(table, numeric[i]!, column)),
      )
      addAll(counters, columns.slice(numeric.length))
    }
    await countThrough(table, harvest(counters, profiles), profiles, kernels)
    for (const [i, field] of numeric.entries()) {
      const runs = () => spool.runs(i)
      const [, counter] = counterOf(table, field, { edges: await findEdges(runs, cells, kernels) }, kernels)
      for await (const run of runs()) counter.add(run)
      harvest(new Map([[field, counter]]), profiles)
    }
  } finally {
    await spool.close()
  }
}

/** The runs of one column; borrowed until the next where the table lends them. */
async function* numbersOf(table: Table, field: Field, kernels: Kernels): AsyncGenerator<NumericColumn> {
  const columns = [field.name]
  if (table.runs === undefined) {
    for await (const batch of table.batches({ columns })) yield numbersIn(table, field, batch.columns[0]!)
    return
  }
  for await (const { run } of table.runs({ columns, kernels })) {
    if (!isNumberRun(run)) throw kindChanged(table.name, field, run)
    const { kind, values } = run
    const dense = { name: field.name, length: values.length, nullCount: 0, values }
    yield kind === 'number' ? { kind, ...dense, integer: false } : { kind, ...dense }
  }
}

function numbersIn(table: Table, field: Field, column: Column): NumericColumn {
  if (column.kind === 'number' || column.kind === 'timestamp') return column
  throw kindChanged(table.name, field, column)
}

/** The edges of a column whose runs can be had as often as needed. */
async function findEdges(
  runs: () => AsyncIterable<NumericColumn>,
  cells: number,
  kernels: Kernels,
): Promise<readonly number[]> {
  let values = new Float64Array(FIRST_VALUES)
  let kept = 0
  for await (const run of runs()) {
    if (kept + run.length > values.length) {
      const larger = new Float64Array(Math.max(kept + run.length, 2 * values.length))
      larger.set(values.subarray(0, kept))
      values = larger
    }
    kept = keepFinite(run, values, kept)
    if (kept > MAX_SORTED_ROWS) return edgesInPasses(() => finiteIn(runs()), cells, MAX_SORTED_ROWS)
  }
  return equiDepthEdges(values.subarray(0, kept), cells, (some) => kernels.sort(some))
}

async function* finiteIn(runs: AsyncIterable<NumericColumn>): AsyncGenerator<Float64Array> {
  for await (const run of runs) {
    const values = new Float64Array(run.length)
    yield values.subarray(0, keepFinite(run, values, 0))
  }
}

/** Appends the finite values of a run to `into`; how many it then holds. */
function keepFinite(run: NumericColumn, into: Float64Array, from: number): number {
  let kept = from
  for (let row = 0; row < run.length; row++) {
    const value = run.values[row]!
    if (Number.isFinite(value) && isValid(run.validity, row)) into[kept++] = value
  }
  return kept
}
