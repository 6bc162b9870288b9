import type { Runtime } from '@mlops-actions/core'
import {
  describeDataset,
  type Format,
  locationsOf,
  openDataset,
  readColumns,
  type Table,
} from '@mlops-actions/data'
import { type ColumnSample, type DriftSpec, sampleOf } from '@mlops-actions/policy'
import type { Digest } from '@mlops-actions/report'

/** One of the two data sets, reduced to what is compared. */
export interface Side {
  readonly path: string
  readonly digest: Digest
  readonly rows: number
  /** Every column there is, read or not. */
  readonly names: readonly string[]
  readonly samples: readonly ColumnSample[]
}

/** Columns held in memory at once, where the format can be read a column at a time. */
const COLUMNS_AT_ONCE = 8
const COLUMNAR: readonly Format[] = ['parquet', 'arrow']

/**
 * Reads the columns `wanted` accepts of a file, a folder or the files of a pattern, and hashes their bytes.
 * @throws UserError `file-not-found`, `path-outside-workspace`; DataError for what cannot be read
 */
export async function readSide(
  runtime: Runtime,
  path: string,
  format: Format | undefined,
  spec: DriftSpec,
  wanted: (name: string) => boolean,
): Promise<Side> {
  const table = await openDataset(runtime.files, locationsOf(path), format === undefined ? {} : { format })
  try {
    const { digest } = await table.digest()
    const names = table.fields.map(({ name }) => name)
    const samples = await readSamples(table, names.filter(wanted), spec)
    const rows = samples[0]?.rows ?? table.rowCount ?? 0
    runtime.log.info(
      `${table.name}: ${rows.toLocaleString('en')} rows, ${samples.length} of ${names.length} columns, ${table.format}, ${digest}`,
    )
    for (const remark of describeDataset(table)) runtime.log.info(`${table.name}: ${remark}`)
    return { path: table.name, digest, rows, names, samples }
  } finally {
    await table.close()
  }
}

async function readSamples(
  table: Table,
  names: readonly string[],
  spec: DriftSpec,
): Promise<readonly ColumnSample[]> {
  const step = COLUMNAR.includes(table.format) ? COLUMNS_AT_ONCE : names.length
  const samples: ColumnSample[] = []
  for (let start = 0; start < names.length; start += step) {
    const columns = await readColumns(table, names.slice(start, start + step))
    for (const [name, column] of columns) samples.push(sampleOf(column, kindOf(spec, name)))
  }
  return samples
}

function kindOf({ columns }: DriftSpec, name: string): 'numeric' | 'categorical' | undefined {
  return columns && Object.hasOwn(columns, name) ? columns[name]?.kind : undefined
}
