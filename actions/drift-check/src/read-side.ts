import type { Runtime } from '@mlops-actions/core'
import { type Format, openTable, readColumns, type Table } from '@mlops-actions/data'
import { type ColumnSample, type DriftSpec, sampleOf } from '@mlops-actions/policy'
import { digestSource } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'

/** One of the two data sets, reduced to what is compared. */
export interface Side {
  readonly path: string
  readonly digest: Digest
  readonly rows: number
  /** Every column the file has, read or not. */
  readonly names: readonly string[]
  readonly samples: readonly ColumnSample[]
}

/** Columns held in memory at once, where the format can be read a column at a time. */
const COLUMNS_AT_ONCE = 8
const COLUMNAR: readonly Format[] = ['parquet', 'arrow']

/**
 * Reads the columns `wanted` accepts and hashes the file's bytes.
 * @throws UserError `file-not-found`, `path-outside-workspace`; DataError for what cannot be read
 */
export async function readSide(
  runtime: Runtime,
  path: string,
  format: Format | undefined,
  spec: DriftSpec,
  wanted: (name: string) => boolean,
): Promise<Side> {
  const source = await runtime.files.open(path)
  try {
    const digest = await digestSource(source)
    const table = await openTable(source, format === undefined ? {} : { format })
    const names = table.fields.map(({ name }) => name)
    const samples = await readSamples(table, names.filter(wanted), spec)
    const rows = samples[0]?.rows ?? table.rowCount ?? 0
    runtime.log.info(
      `${path}: ${rows.toLocaleString('en')} rows, ${samples.length} of ${names.length} columns, ${table.format}, ${digest}`,
    )
    return { path, digest, rows, names, samples }
  } finally {
    await source.close()
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
