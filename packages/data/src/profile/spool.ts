import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NumberColumn, TimestampColumn } from '../column.ts'
import { MIB } from '../limits.ts'

export type NumericColumn = NumberColumn | TimestampColumn

/** Kept in memory before a file is begun: small tables never touch the disk. */
export const SPOOL_MEMORY_BYTES = 32 * MIB

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

interface Run {
  readonly column: NumericColumn
  /** Where its values begin in the file, its validity behind them; -1 while they are in memory. */
  readonly offset: number
}

/** @param memoryBytes What is kept before the rest goes to a temporary file. */
export function createSpool(memoryBytes: number = SPOOL_MEMORY_BYTES): Spool {
  const kept: Run[][] = []
  let held = 0
  let file: Awaited<ReturnType<typeof anonymousFile>> | undefined
  let written = 0
  return {
    async add(columns) {
      const bytes = columns.reduce((sum, column) => sum + sizeOf(column), 0)
      if (held + bytes <= memoryBytes) {
        held += bytes
        kept.push(columns.map((column) => ({ column, offset: -1 })))
        return
      }
      file ??= await anonymousFile()
      const runs: Run[] = []
      const parts: Uint8Array[] = []
      for (const column of columns) {
        runs.push({ column: emptied(column), offset: written })
        for (const part of partsOf(column)) {
          parts.push(part)
          written += part.byteLength
        }
      }
      kept.push(runs)
      await file.appendFile(Buffer.concat(parts))
    },
    async *runs(index) {
      for (const columns of kept) {
        const { column, offset } = columns[index]!
        if (offset < 0) {
          yield column
          continue
        }
        const nulls = column.nullCount === 0 ? 0 : (column.length + 7) >>> 3
        const bytes = new Uint8Array(column.length * 8 + nulls)
        const { bytesRead } = await file!.read(bytes, 0, bytes.length, offset)
        if (bytesRead !== bytes.length) throw new Error('the temporary file of the profile was cut short')
        const values = new Float64Array(bytes.buffer, 0, column.length)
        yield nulls === 0
          ? { ...column, values }
          : { ...column, values, validity: bytes.subarray(column.length * 8) }
      }
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

const sizeOf = (column: NumericColumn): number => partsOf(column).reduce((sum, part) => sum + part.length, 0)

function partsOf(column: NumericColumn): Uint8Array[] {
  const { values, validity, length } = column
  const numbers = new Uint8Array(values.buffer, values.byteOffset, length * 8)
  if (column.nullCount === 0 || validity === undefined) return [numbers]
  return [numbers, validity.subarray(0, (length + 7) >>> 3)]
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
