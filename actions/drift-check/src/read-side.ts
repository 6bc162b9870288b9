import { dataFiles, type Runtime, UserError } from '@mlops-actions/core'
import {
  type Column,
  describeDataset,
  type Format,
  locationsOf,
  openDataset,
  readColumns,
  type Table,
} from '@mlops-actions/data'
import {
  type ColumnSample,
  type DriftSpec,
  sampleOf,
  type Windows,
  windowSamples,
} from '@mlops-actions/policy'
import type { Digest } from '@mlops-actions/report'

/** One of the two data sets, reduced to what is compared. */
export interface Side {
  readonly path: string
  readonly digest: Digest
  readonly rows: number
  /** Every column there is, read or not. */
  readonly names: readonly string[]
  readonly samples: readonly ColumnSample[]
  /** Every column by windows of time; of the reference only. */
  readonly windows?: ReadonlyMap<string, readonly ColumnSample[]>
}

export type Calibration = NonNullable<DriftSpec['calibrate']>

/** How a data set is cut into windows by the time of its rows. */
export interface Cut {
  readonly time: string
  windows(time: Column, name: string): Windows
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
  cut?: Cut,
): Promise<Side> {
  const table = await openDataset(
    dataFiles(runtime),
    locationsOf(path),
    format === undefined ? {} : { format },
  )
  try {
    const { digest } = await table.digest()
    const names = table.fields.map(({ name }) => name)
    const windows = cut?.windows(await timeOf(table, cut.time), table.name)
    const { samples, byWindow } = await readSamples(table, names.filter(wanted), spec, windows)
    const rows = samples[0]?.rows ?? table.rowCount ?? 0
    runtime.log.info(
      `${table.name}: ${rows.toLocaleString('en')} rows, ${samples.length} of ${names.length} columns, ${table.format}, ${digest}`,
    )
    for (const remark of describeDataset(table)) runtime.log.info(`${table.name}: ${remark}`)
    return {
      path: table.name,
      digest,
      rows,
      names,
      samples,
      ...(windows ? { windows: byWindow } : {}),
    }
  } finally {
    await table.close()
  }
}

async function readSamples(
  table: Table,
  names: readonly string[],
  spec: DriftSpec,
  windows: Windows | undefined,
): Promise<{ samples: readonly ColumnSample[]; byWindow: ReadonlyMap<string, readonly ColumnSample[]> }> {
  const step = COLUMNAR.includes(table.format) ? COLUMNS_AT_ONCE : names.length
  const samples: ColumnSample[] = []
  const byWindow = new Map<string, readonly ColumnSample[]>()
  for (let start = 0; start < names.length; start += step) {
    const columns = await readColumns(table, names.slice(start, start + step))
    for (const [name, column] of columns) {
      samples.push(sampleOf(column, kindOf(spec, name)))
      if (windows) byWindow.set(name, windowSamples(column, windows, kindOf(spec, name)))
    }
  }
  return { samples, byWindow }
}

/** The times of the rows of a data set, and nothing else of it. */
export async function readTime(
  runtime: Runtime,
  path: string,
  format: Format | undefined,
  { time }: Calibration,
): Promise<Column> {
  const table = await openDataset(
    dataFiles(runtime),
    locationsOf(path),
    format === undefined ? {} : { format },
  )
  try {
    return await timeOf(table, time)
  } finally {
    await table.close()
  }
}

/** @throws UserError `missing-column` for a time column that is not there, `wrong-type` for one that holds no times */
async function timeOf(table: Table, time: string): Promise<Column> {
  const remedy =
    'Name the column with the time of a row under `drift.calibrate.time`, or take `calibrate` out.'
  if (!table.fields.some(({ name }) => name === time)) {
    throw new UserError(
      'missing-column',
      `${table.name} has no column ${JSON.stringify(time)} to calibrate by`,
      { remedy },
    )
  }
  const column = (await readColumns(table, [time])).get(time)!
  if (column.kind === 'timestamp' || column.kind === 'text') return column
  throw new UserError(
    'wrong-type',
    `${table.name}: ${JSON.stringify(time)} holds ${column.kind}s, not times`,
    { remedy },
  )
}

function kindOf({ columns }: DriftSpec, name: string): 'numeric' | 'categorical' | undefined {
  return columns && Object.hasOwn(columns, name) ? columns[name]?.kind : undefined
}
