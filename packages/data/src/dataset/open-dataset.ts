import { DataError } from '../error.ts'
import { openTable, type OpenOptions } from '../open-table.ts'
import type { Field, Table } from '../table.ts'
import type { DeclaredKinds } from '../text/column-spec.ts'
import { type DatasetDigest, digestFiles, sha256Of } from './digest.ts'
import type { DatasetFile, DatasetFiles, LeftOut } from './files.ts'
import { findFiles, MAX_DATASET_FILES } from './find-files.ts'
import { type PartitionValue, readPartitions } from './partition.ts'
import { datasetTable } from './read-dataset.ts'
import { type FileSchema, unionSchemas } from './schema.ts'

/** Files that are one table, read one after another in the order of their paths. */
export interface Dataset extends Table {
  readonly files: readonly DatasetFile[]
  /** Hidden files and folders between them, and why they are none of the data. */
  readonly leftOut: readonly LeftOut[]
  /** Files that `where` ruled out; they were never opened. */
  readonly pruned: number
  /** The columns that the names of the folders bring. */
  readonly partitions: readonly Field[]
  /** Of one file that was named itself, sha256 over its bytes; of several, over their digests and relative paths. */
  digest(): Promise<DatasetDigest>
}

export interface DatasetOptions extends OpenOptions {
  /** A column that some files lack is null in them; without it such a column is refused when it is asked for. */
  readonly union?: boolean
  /** Which partitions to read, by their values; the files of the others are not opened. */
  readonly where?: (partition: Readonly<Record<string, PartitionValue>>) => boolean
  /** Most files it may stand for (default 10,000). */
  readonly maxFiles?: number
}

/**
 * Opens what `locations` stand for as one table: a file, a folder (all below it but what is hidden), a pattern
 * (`data/2026-11-*.parquet`), or several of these. Folders called `key=value`, below the folder or from the first
 * wildcard on (of several locations: anywhere in the paths), bring a column each; it wins over a column of that name in the files, as in Spark and DuckDB.
 *
 * A single file is exactly `openTable` of it. Of several, each is opened once for its schema (header, footer or first
 * block) and again when it is read: one is open at a time.
 *
 * DataError: those of `openTable` with the file's name; `empty`, `too-large` (files), `corrupt` (partitioned by different
 * keys, a file that changed), `wrong-type` and `missing-column` (files that disagree, naming both).
 */
export async function openDataset(
  files: DatasetFiles,
  locations: string | readonly string[],
  options: DatasetOptions = {},
): Promise<Dataset> {
  const asked = typeof locations === 'string' ? [locations] : locations
  const name = asked.length === 1 ? asked[0]! : `${asked.length} paths (${asked[0]}, ...)`
  if (asked.length === 0) throw new DataError('empty', 'dataset', 'no file is named')
  const found = await findFiles(files, asked, options.maxFiles ?? MAX_DATASET_FILES)
  if (found.single) return openSingle(files, found.files[0]!, options)
  const partitions = readPartitions(found.files, options.kinds ?? {})
  const kept = found.files.filter((file) => isWanted(partitions, file, options.where))
  if (kept.length === 0)
    throw new DataError(
      'empty',
      name,
      `none of its ${found.files.length} files lies in a partition that is asked for`,
    )
  const keys = new Set(partitions.fields.map((field) => field.name))
  const own = { ...options, kinds: withoutKeys(options.kinds ?? {}, keys) }
  const schemas: FileSchema[] = []
  for (const file of kept) schemas.push(await readSchema(files, file, own))
  const schema = unionSchemas(schemas, options.union ?? false)
  return {
    ...datasetTable({ files, name, schemas, schema, partitions, options: own }),
    files: kept,
    leftOut: found.leftOut,
    pruned: found.files.length - kept.length,
    partitions: partitions.fields,
    digest: () => digestAll(files, kept),
  }
}

async function openSingle(files: DatasetFiles, file: DatasetFile, options: OpenOptions): Promise<Dataset> {
  const source = await files.open(file.path)
  try {
    const table = await openTable(source, options)
    return {
      ...table,
      files: [file],
      leftOut: [],
      pruned: 0,
      partitions: [],
      async digest() {
        return { digest: `sha256:${await sha256Of(source)}`, byteLength: source.byteLength, files: 1 }
      },
    }
  } catch (error) {
    await source.close()
    throw error
  }
}

function isWanted(
  { fields, values }: ReturnType<typeof readPartitions>,
  { key }: DatasetFile,
  where: DatasetOptions['where'],
): boolean {
  if (where === undefined) return true
  const own = values.get(key)!
  return where(Object.fromEntries(fields.map((field, i) => [field.name, own[i]!])))
}

function withoutKeys(kinds: DeclaredKinds, keys: ReadonlySet<string>): DeclaredKinds {
  return Object.fromEntries(Object.entries(kinds).filter(([name]) => !keys.has(name)))
}

async function readSchema(files: DatasetFiles, file: DatasetFile, options: OpenOptions): Promise<FileSchema> {
  const source = await files.open(file.path)
  try {
    const { format, fields, rowCount, notes } = await openTable(source, options)
    return { file, format, fields, rowCount, byteLength: source.byteLength, notes: notes ?? [] }
  } finally {
    await source.close()
  }
}

async function digestAll(files: DatasetFiles, kept: readonly DatasetFile[]): Promise<DatasetDigest> {
  const digested = []
  for (const { path, key } of kept) {
    const source = await files.open(path)
    try {
      digested.push({ key, sha256: await sha256Of(source), byteLength: source.byteLength })
    } finally {
      await source.close()
    }
  }
  return digestFiles(digested)
}
