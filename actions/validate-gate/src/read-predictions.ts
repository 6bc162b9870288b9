import { type Runtime, UserError } from '@mlops-actions/core'
import { type Format, openTable, quoteValue, readColumns } from '@mlops-actions/data'
import { nearest, type SideColumns } from '@mlops-actions/policy'
import { digestSource } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'

export interface Predictions extends SideColumns {
  readonly digest: Digest
  readonly rows: number
}

/** A candidate beside itself: right where a change leaves the model alone, and else the wrong file. */
export function sameBytes(sides: {
  readonly candidate: Predictions
  readonly baseline: Predictions | undefined
}): boolean {
  return sides.candidate.digest === sides.baseline?.digest
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
 * Reads the wanted columns of a predictions file whole, and hashes its bytes.
 * @throws UserError `file-not-found`, `path-outside-workspace`, `missing-column`; DataError for what cannot be read
 */
export async function readPredictions(
  runtime: Runtime,
  path: string,
  { required, optional }: Wanted,
  format: Format | undefined,
): Promise<Predictions> {
  const source = await runtime.files.open(path)
  const size = `${(source.byteLength / MEBIBYTE).toFixed(1)} MiB`
  if (source.byteLength > LARGE_BYTES) runtime.log.info(`${path}: reading ${size}`)
  try {
    const digest = await digestSource(source)
    const table = await openTable(source, format === undefined ? {} : { format })
    const present = table.fields.map(({ name }) => name)
    const missing = required.filter((name) => !present.includes(name))
    if (missing.length > 0) throw missingColumns(path, missing, present)
    const columns = await readColumns(table, [
      ...required,
      ...optional.filter((name) => present.includes(name)),
    ])
    const rows = columns.get(required[0]!)?.length ?? 0
    runtime.log.info(`${path}: ${rows.toLocaleString('en')} rows, ${table.format}, ${size}, ${digest}`)
    return { file: path, columns, digest, rows }
  } finally {
    await source.close()
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
