import type { Column } from '../column.ts'
import { DataError } from '../error.ts'
import { type OpenOptions, openTable } from '../open-table.ts'
import { projectFields } from '../project.ts'
import type { Batch, Field, Table } from '../table.ts'
import { adaptColumn, constantColumn } from './constant-column.ts'
import type { DatasetFiles } from './files.ts'
import type { Partitions } from './partition.ts'
import type { DatasetSchema, FileSchema } from './schema.ts'

export interface DatasetPlan {
  readonly files: DatasetFiles
  readonly name: string
  readonly schemas: readonly FileSchema[]
  readonly schema: DatasetSchema
  readonly partitions: Partitions
  readonly options: OpenOptions
}

/** A table over the files of the plan, in their order. */
export function datasetTable(plan: DatasetPlan): Table {
  const { schema, schemas, partitions, name } = plan
  const keys = new Set(partitions.fields.map((field) => field.name))
  const fields = [...schema.fields.filter((field) => !keys.has(field.name)), ...partitions.fields]
  const counts = schemas.map(({ rowCount }) => rowCount)
  const rowCount = counts.every((count) => count !== undefined)
    ? counts.reduce((a, b) => a + b, 0)
    : undefined
  const { maxRows } = plan.options
  if (rowCount !== undefined && maxRows !== undefined && rowCount > maxRows) throw tooManyRows(name, maxRows)
  return {
    format: schemas[0]!.format,
    name,
    fields,
    notes: notesOf(plan, keys),
    ...(rowCount === undefined ? {} : { rowCount }),
    batches(options) {
      const names = options?.columns ?? fields.map((field) => field.name)
      const explain = (column: string) => schema.refused.get(column)
      for (const column of names) {
        const refusal = keys.has(column) ? undefined : explain(column)
        if (refusal !== undefined) throw refusal
      }
      return readFiles(
        plan,
        projectFields(name, fields, names).map((i) => fields[i]!),
        keys,
      )
    },
    async close() {},
  }
}

/** What single files say of themselves, once each, and the columns that a folder's name stands in for. */
function notesOf({ schemas, schema }: DatasetPlan, keys: ReadonlySet<string>): readonly string[] {
  const hidden = schema.fields.filter((field) => keys.has(field.name))
  const shadowed = hidden.map(({ name }) => `column ${JSON.stringify(name)} is taken from the folders' names`)
  return [...new Set([...schemas.flatMap(({ notes }) => notes), ...shadowed])]
}

async function* readFiles(
  plan: DatasetPlan,
  fields: readonly Field[],
  keys: ReadonlySet<string>,
): AsyncGenerator<Batch> {
  const { maxRows = Infinity } = plan.options
  let rows = 0
  for (const schema of plan.schemas) {
    for await (const batch of readFile(plan, schema, fields, keys)) {
      rows += batch.rows
      if (rows > maxRows) throw tooManyRows(plan.name, maxRows)
      yield batch
    }
  }
}

async function* readFile(
  plan: DatasetPlan,
  seen: FileSchema,
  fields: readonly Field[],
  keys: ReadonlySet<string>,
): AsyncGenerator<Batch> {
  const { path, key } = seen.file
  const has = new Set(seen.fields.map((field) => field.name))
  const own = fields.filter(({ name }) => has.has(name) && !keys.has(name))
  const values = plan.partitions.values.get(key)!
  const constants = new Map(plan.partitions.fields.map(({ name }, i) => [name, values[i]!]))
  const source = await plan.files.open(path)
  try {
    if (source.byteLength !== seen.byteLength) throw changed(path)
    const table = await openTable(source, { ...plan.options, kinds: kindsFor(plan, seen) })
    const same = table.fields.length === seen.fields.length
    if (!same || table.fields.some((field, i) => field.name !== seen.fields[i]!.name)) throw changed(path)
    for await (const batch of table.batches({ columns: own.map(({ name }) => name) })) {
      const read = new Map(batch.columns.map((column) => [column.name, column]))
      const columns = fields.map((field) => columnOf(field, read, constants, batch.rows, path))
      yield { rows: batch.rows, columns }
    }
  } finally {
    await source.close()
  }
}

function columnOf(
  { name, kind }: Field,
  read: ReadonlyMap<string, Column>,
  constants: ReadonlyMap<string, string | number | bigint | boolean | null>,
  rows: number,
  path: string,
): Column {
  const column = read.get(name)
  return column === undefined
    ? constantColumn(name, kind, constants.get(name) ?? null, rows)
    : adaptColumn(column, kind, path)
}

/** A text is read as the kinds all files have together; the other formats carry their own. */
function kindsFor({ schema, options }: DatasetPlan, seen: FileSchema): NonNullable<OpenOptions['kinds']> {
  const kinds: Record<string, Column['kind']> = { ...options.kinds }
  const together = new Map(schema.fields.map((field) => [field.name, field]))
  for (const { name, kind } of seen.fields) {
    const field = together.get(name)
    if (field !== undefined && field.kind !== kind && !schema.refused.has(name)) kinds[name] = field.kind
  }
  return kinds
}

function changed(path: string): DataError {
  return new DataError('corrupt', path, 'changed while the dataset was read')
}

function tooManyRows(name: string, maxRows: number): DataError {
  return new DataError('too-large', name, `holds more than the ${maxRows} rows allowed`)
}
