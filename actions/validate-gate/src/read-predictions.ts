import { dataFiles, type Runtime, UserError } from '@mlops-actions/core'
import {
  describeDataset,
  type Format,
  locationsOf,
  openDataset,
  quoteValue,
  readColumns,
} from '@mlops-actions/data'
import { nearest, type SideColumns } from '@mlops-actions/policy'
import type { Digest } from '@mlops-actions/report'

export interface Predictions extends SideColumns {
  readonly digest: Digest
  readonly rows: number
}

/** A candidate beside itself: right where a change leaves the model alone, and else the wrong file. */
export function sameBytes(sides: {
  readonly candidate: Predictions | undefined
  readonly baseline: Predictions | undefined
}): boolean {
  return sides.candidate !== undefined && sides.candidate.digest === sides.baseline?.digest
}

/** Columns the file must have, and those that only some rules ask for. */
export interface Wanted {
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

const MEBIBYTE = 2 ** 20
/** A file that takes long enough to read for somebody to wonder. */
const LARGE_BYTES = 64 * MEBIBYTE
/** Names of columns an error lists before it stops. */
const LISTED_COLUMNS = 20

/**
 * Reads the wanted columns of predictions whole (a file, a folder or the files of a pattern), and hashes their bytes.
 * @throws UserError `file-not-found`, `path-outside-workspace`, `missing-column`; DataError for what cannot be read
 */
export async function readPredictions(
  runtime: Runtime,
  path: string,
  { required, optional }: Wanted,
  format: Format | undefined,
): Promise<Predictions> {
  const table = await openDataset(
    dataFiles(runtime),
    locationsOf(path),
    format === undefined ? {} : { format },
  )
  const { name } = table
  try {
    const { digest, byteLength } = await table.digest()
    const size = `${(byteLength / MEBIBYTE).toFixed(1)} MiB`
    if (byteLength > LARGE_BYTES) runtime.log.info(`${name}: reading ${size}`)
    const present = table.fields.map(({ name }) => name)
    const missing = required.filter((name) => !present.includes(name))
    if (missing.length > 0) throw missingColumns(name, missing, present)
    const columns = await readColumns(table, [
      ...required,
      ...optional.filter((name) => present.includes(name)),
    ])
    const rows = columns.get(required[0]!)?.length ?? 0
    runtime.log.info(`${name}: ${rows.toLocaleString('en')} rows, ${table.format}, ${size}, ${digest}`)
    for (const remark of describeDataset(table)) runtime.log.info(`${name}: ${remark}`)
    return { file: name, columns, digest, rows }
  } finally {
    await table.close()
  }
}

function missingColumns(path: string, missing: readonly string[], present: readonly string[]): UserError {
  const listed = present.slice(0, LISTED_COLUMNS).map(quoteValue).join(', ')
  const more = present.length > LISTED_COLUMNS ? `, and ${present.length - LISTED_COLUMNS} more` : ''
  const none = missing.length === 1 ? 'there is no column' : 'there are no columns'
  const hints = missing.flatMap((name) => {
    const near = nearest(name, present)
    return near === undefined ? [] : [`Did you mean ${quoteValue(near)} for ${quoteValue(name)}?`]
  })
  return new UserError(
    'missing-column',
    `${path}: ${none} ${missing.map(quoteValue).join(', ')}; the file has ${listed}${more}`,
    { remedy: [...hints, 'Name your columns under `data` in the policy.'].join(' ') },
  )
}
