import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NumberColumn, TimestampColumn } from '../column.ts'
import { MIB } from '../limits.ts'

export type NumericColumn = NumberColumn | TimestampColumn

/** Kept in memory before a file is begun: small tables never touch the disk. */
export const SPOOL_MEMORY_BYTES = 16 * MIB

/**
 * Numeric columns put aside while a text is read, given back column by column: a text can only be read row by row, and
 * parsing it again for every column is dearer than writing the doubles down.
 */
export interface Spool {
  /** One run of every column, in the same order each time. */
  add(columns: readonly NumericColumn[]): Promise<void>
  /** The runs of column `index`, as they were added. */
  runs(index: number): AsyncIterable<NumericColumn>
  close(): Promise<void>
}

/** Written at a time: a column's part of it is read back in one piece. */
const CHUNK_BYTES = 8 * MIB
/** A run begins where a double may. */
const ALIGNMENT = 8

/** Runs of one column that lie side by side in the file. */
interface Stored {
  readonly offset: number
  readonly bytes: number
  /** Without their values. */
  readonly runs: readonly NumericColumn[]
}

/** @param memoryBytes What is kept before the rest goes to a temporary file. */
export function createSpool(memoryBytes: number = SPOOL_MEMORY_BYTES): Spool {
  const kept: (readonly NumericColumn[])[] = []
  const chunks: (readonly Stored[])[] = []
  let pending: (readonly NumericColumn[])[] = []
  let held = 0
  let waiting = 0
  let file: Awaited<ReturnType<typeof anonymousFile>> | undefined
  let written = 0

  async function writeChunk(): Promise<void> {
    file ??= await anonymousFile()
    const chunk: Stored[] = []
    for (let index = 0; index < pending[0]!.length; index++) {
      const runs = pending.map((columns) => columns[index]!)
      const bytes = Buffer.concat(runs.flatMap(partsOf))
      await file.appendFile(bytes)
      chunk.push({ offset: written, bytes: bytes.length, runs: runs.map(emptied) })
      written += bytes.length
    }
    chunks.push(chunk)
    pending = []
    waiting = 0
  }

  return {
    async add(columns) {
      const bytes = columns.reduce((sum, column) => sum + storedBytes(column), 0)
      if (chunks.length === 0 && pending.length === 0 && held + bytes <= memoryBytes) {
        held += bytes
        kept.push(columns)
        return
      }
      pending.push(columns)
      waiting += bytes
      if (waiting >= Math.min(CHUNK_BYTES, memoryBytes)) await writeChunk()
    },
    async *runs(index) {
      for (const columns of kept) yield columns[index]!
      for (const chunk of chunks) {
        const { offset, bytes, runs } = chunk[index]!
        const read = new Uint8Array(bytes)
        const { bytesRead } = await file!.read(read, 0, bytes, offset)
        if (bytesRead !== bytes) throw new Error('the temporary file of the profile was cut short')
        let at = 0
        for (const run of runs) {
          yield restored(run, read, at)
          at += storedBytes(run)
        }
      }
      for (const columns of pending) yield columns[index]!
    },
    async close() {
      await file?.close()
    },
  }
}

const NO_VALUES = new Float64Array(0)

/** What is remembered of a run on disk. */
function emptied(column: NumericColumn): NumericColumn {
  const { validity: _, ...rest } = column
  return { ...rest, values: NO_VALUES }
}

function restored(run: NumericColumn, bytes: Uint8Array, at: number): NumericColumn {
  const values = new Float64Array(bytes.buffer, at, run.length)
  if (run.nullCount === 0) return { ...run, values }
  const validity = at + run.length * 8
  return { ...run, values, validity: bytes.subarray(validity, validity + bitmapBytes(run)) }
}

const bitmapBytes = ({ length }: NumericColumn): number => (length + 7) >>> 3
const storedBytes = (run: NumericColumn): number =>
  run.length * 8 + (run.nullCount === 0 ? 0 : Math.ceil(bitmapBytes(run) / ALIGNMENT) * ALIGNMENT)

function partsOf(column: NumericColumn): Uint8Array[] {
  const { values, validity, length } = column
  const numbers = new Uint8Array(values.buffer, values.byteOffset, length * 8)
  if (column.nullCount === 0 || validity === undefined) return [numbers]
  const bitmap = new Uint8Array(storedBytes(column) - length * 8)
  bitmap.set(validity.subarray(0, bitmapBytes(column)))
  return [numbers, bitmap]
}

/** A file without a name, gone with the process however it ends: the rows of a table are nobody else's. */
async function anonymousFile() {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'))
  try {
    return await open(join(folder, 'columns'), 'wx+', 0o600)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
