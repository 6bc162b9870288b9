import { canonicalJson, digestBytes } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { LineageError } from '../../error.ts'
import { recordOf, textOf } from '../../text/json.ts'

/** Data files of one version; more are a table whose log should be queried by its engine. */
const MAX_FILES = 2_000_000

/** A table's state while its log is replayed (Delta protocol, "Action Reconciliation"). */
export interface TableState {
  /** One action of a commit or a row of a checkpoint. */
  apply(action: Readonly<Record<string, unknown>>): void
  /** @throws LineageError `corrupt` when no metadata were among the actions */
  finish(): TableContent
}

export interface TableContent {
  readonly tableId: string
  readonly name: string | undefined
  readonly files: number
  readonly byteLength: number
  /** Rows, where every file's statistics tell. */
  readonly rows: number | undefined
  /** sha256 over the sorted list of data files with their sizes and deletion vectors. Data files are never rewritten. */
  readonly digest: Digest
  readonly commit: Readonly<Record<string, unknown>>
}

interface DataFile {
  readonly path: string
  readonly size: number
  readonly deletionVector: string | undefined
  readonly rows: number | undefined
}

export function replay(where: string): TableState {
  const files = new Map<string, DataFile>()
  let metadata: Readonly<Record<string, unknown>> | undefined
  let commit: Readonly<Record<string, unknown>> = {}
  return {
    apply(action) {
      if (action['metaData']) metadata = recordOf(action['metaData'])
      if (action['commitInfo']) commit = recordOf(action['commitInfo'])
      if (action['remove']) files.delete(keyOf(recordOf(action['remove'])))
      if (!action['add']) return
      const add = recordOf(action['add'])
      files.set(keyOf(add), dataFile(add, where))
      if (files.size > MAX_FILES)
        throw new LineageError('too-large', `${where}: more than ${MAX_FILES} data files`)
    },
    finish() {
      const tableId = textOf(metadata?.['id'], 128)
      if (tableId === undefined) throw new LineageError('corrupt', `${where}: the log names no table id`)
      const active = [...files.values()].sort((a, b) => (keyOfFile(a) < keyOfFile(b) ? -1 : 1))
      const rows = active.map((file) => file.rows)
      return {
        tableId,
        name: textOf(metadata?.['name'], 256),
        files: active.length,
        byteLength: active.reduce((sum, file) => sum + file.size, 0),
        rows: rows.includes(undefined) ? undefined : rows.reduce<number>((sum, count) => sum + count!, 0),
        digest: digestBytes(
          canonicalJson(active.map(({ path, size, deletionVector }) => ({ path, size, deletionVector }))),
        ),
        commit,
      }
    },
  }
}

/** A file with other rows deleted is another logical file: path and deletion vector together are the key. */
function keyOf(action: Readonly<Record<string, unknown>>): string {
  return `${String(action['path'])}\n${deletionVectorOf(action) ?? ''}`
}

function keyOfFile({ path, deletionVector }: DataFile): string {
  return `${path}\n${deletionVector ?? ''}`
}

function deletionVectorOf(action: Readonly<Record<string, unknown>>): string | undefined {
  const vector = recordOf(action['deletionVector'])
  const place = textOf(vector['pathOrInlineDv'])
  if (place === undefined) return undefined
  const offset = vector['offset']
  const at = typeof offset === 'number' || typeof offset === 'bigint' ? `@${offset}` : ''
  return `${textOf(vector['storageType']) ?? ''}${place}${at}`
}

function dataFile(add: Readonly<Record<string, unknown>>, where: string): DataFile {
  const path = add['path']
  const size = Number(add['size'])
  if (typeof path !== 'string' || !Number.isSafeInteger(size) || size < 0) {
    throw new LineageError('corrupt', `${where}: a data file without path and size`)
  }
  return { path, size, deletionVector: deletionVectorOf(add), rows: rowsOf(add['stats']) }
}

function rowsOf(stats: unknown): number | undefined {
  // Only this number is wanted, and statistics of wide tables are long.
  const found = typeof stats === 'string' ? /"numRecords"\s*:\s*(\d{1,15})/.exec(stats)?.[1] : undefined
  return found === undefined ? undefined : Number(found)
}
