import type { ByteSource } from '../byte-source.ts'
import { DataError, quoteValue } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { kernelsFor } from '../kernels/load.ts'
import { BATCH_ROWS } from '../limits.ts'
import { notesOf, projectFields } from '../project.ts'
import type { Run } from '../run.ts'
import type { Batch, Table } from '../table.ts'
import { newWindow } from './chunk.ts'
import { openChunkPages } from './chunk-pages.ts'
import { openColumn } from './column-reader.ts'
import { type Footer, readFooter, type RowGroup } from './footer.ts'
import { meaningOf, type Readable } from './meaning.ts'
import { readRuns } from './runs.ts'
import { type Leaf, readSchema, type Schema } from './schema.ts'
import { isWide } from './wide.ts'

interface ParquetColumn {
  readonly name: string
  readonly leaf: Leaf
  readonly meaning: Readable
}

/**
 * Parquet. Opening reads the footer, and those 64-bit integer columns whose size no statistics tell. The
 * fields of structs are columns called by their path, as `features.age`. Lists, maps and types without a counterpart are
 * not among `fields`, which `notes` tell; naming one is a DataError `unsupported` that says why.
 */
export async function openParquet(source: ByteSource, maxRows: number): Promise<Table> {
  const { name } = source
  const footer = await readFooter(source)
  const schema = readSchema(footer.schema, name)
  checkGroups(footer, schema, name)
  if (footer.rows > maxRows)
    throw new DataError('too-large', name, `holds ${footer.rows} rows, ${maxRows} are allowed`)
  const columns: ParquetColumn[] = []
  const refused = new Map(schema.nested)
  for (const leaf of schema.leaves) {
    const wide = await isWide(source, footer, leaf, (group) => placeOf(name, leaf, group))
    const meaning = meaningOf(leaf, wide)
    if (meaning.kind === 'unsupported') refused.set(leaf.name, `${meaning.why}, which is not read`)
    else columns.push({ name: leaf.name, leaf, meaning })
  }
  const fields = columns.map(({ leaf, meaning }) => ({
    name: leaf.name,
    kind: meaning.kind,
    nullable: leaf.depth > 0,
    ...(leaf.logical.is === 'null' ? { unseen: true as const } : {}),
  }))
  function project(names: readonly string[] | undefined): readonly ParquetColumn[] {
    const explain = (column: string) => explainRefusal(name, refused, column)
    return projectFields(name, fields, names, explain).map((i) => columns[i]!)
  }
  return {
    format: 'parquet',
    name,
    fields,
    notes: notesOf(refused),
    rowCount: footer.rows,
    groupCount: footer.rowGroups.length,
    byteLength: source.byteLength,
    batches: (options) => readBatches(source, footer, project(options?.columns)),
    runs: ({ columns: names, kernels, groups }) =>
      readGroups(source, footer, project(names), kernels, groups),
    close: () => source.close(),
  }
}

async function* readBatches(
  source: ByteSource,
  footer: Footer,
  columns: readonly ParquetColumn[],
): AsyncGenerator<Batch> {
  const kernels = await kernelsFor(source.byteLength)
  for (const [index, group] of footer.rowGroups.entries()) {
    // Writers of empty tables leave offsets of zero behind.
    if (group.rows === 0) continue
    const readers = columns.map(({ leaf, meaning }) =>
      openColumn(
        source,
        leaf,
        meaning,
        group.chunks[leaf.chunk]!,
        placeOf(source.name, leaf, index),
        kernels,
      ),
    )
    for (let done = 0; done < group.rows; done += BATCH_ROWS) {
      const rows = Math.min(BATCH_ROWS, group.rows - done)
      const batch = []
      for (const reader of readers) batch.push(await reader.read(rows))
      yield { rows, columns: batch }
    }
  }
}

/** A row group at a time, and in it a column at a time: the file is read from front to back. */
async function* readGroups(
  source: ByteSource,
  footer: Footer,
  columns: readonly ParquetColumn[],
  kernels: Kernels,
  groups: readonly number[] = footer.rowGroups.map((_, index) => index),
): AsyncGenerator<{ readonly column: number; readonly run: Run }> {
  const window = newWindow()
  for (const index of groups) {
    const group = footer.rowGroups[index]
    if (group === undefined) throw new RangeError(`${source.name} has no row group ${index}`)
    if (group.rows === 0) continue
    for (const [column, { leaf, meaning }] of columns.entries()) {
      const where = placeOf(source.name, leaf, index)
      const chunk = group.chunks[leaf.chunk]!
      const pages = openChunkPages(source, leaf, meaning, chunk, kernels, where, window)
      for await (const run of readRuns(pages, meaning.kind, group.rows, where)) yield { column, run }
    }
  }
}

/** Every row group has a chunk for every leaf, with a value or null for every row. */
function checkGroups(footer: Footer, schema: Schema, name: string): void {
  for (const [index, group] of footer.rowGroups.entries()) {
    if (group.chunks.length !== schema.chunks) {
      const found = `${group.chunks.length} column chunks for ${schema.chunks} columns`
      throw new DataError('corrupt', name, `row group ${index} has ${found}`)
    }
    for (const leaf of schema.leaves) checkChunk(group, leaf, placeOf(name, leaf, index))
  }
}

function checkChunk(group: RowGroup, leaf: Leaf, where: string): void {
  const values = group.chunks[leaf.chunk]!.values
  if (values !== group.rows) {
    throw new DataError(
      'corrupt',
      where,
      `its chunk counts ${values} values, the row group ${group.rows} rows`,
    )
  }
}

function placeOf(name: string, leaf: Leaf, group: number): string {
  return `${name}, column ${quoteValue(leaf.name)}, row group ${group}`
}

function explainRefusal(
  name: string,
  refused: ReadonlyMap<string, string>,
  column: string,
): DataError | undefined {
  const why = refused.get(column)
  return why === undefined
    ? undefined
    : new DataError('unsupported', name, `column ${quoteValue(column)} ${why}`)
}
