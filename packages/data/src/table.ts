import type { Column } from './column.ts'
import type { Kernels } from './kernels/kernels.ts'
import type { OpenOptions } from './open-table.ts'
import type { Run } from './run.ts'

export type Format = 'csv' | 'tsv' | 'jsonl' | 'json' | 'parquet' | 'arrow'

export interface Field {
  readonly name: string
  readonly kind: Column['kind']
  readonly nullable: boolean
  /** The kind is a guess: of a text, no value was seen in its first block; of another format, its type is "null". */
  readonly unseen?: true
}

/** A piece of a table: as many rows as its reader found handy, all columns equally long. */
export interface Batch {
  readonly rows: number
  readonly columns: readonly Column[]
}

/** Columns by name, streamed. Opening reads the header or footer only. */
export interface Table {
  readonly format: Format
  readonly name: string
  readonly fields: readonly Field[]
  /** Known beforehand for Parquet, not for text. */
  readonly rowCount?: number
  /** What people should know of it, such as columns that are left out and why. */
  readonly notes?: readonly string[]
  /** `columns` projects; naming a column the table lacks is a DataError `missing-column`. */
  batches(options?: { readonly columns?: readonly string[] }): AsyncIterable<Batch>
  /**
   * The same for counting, where the reader has a shorter way: no rows are put together. Each run says of which column
   * it is, by its place in `columns`; `groups` are indexes below `groupCount`, all when absent.
   */
  runs?(options: RunOptions): AsyncIterable<{ readonly column: number; readonly run: Run }>
  /** Parts of the table that can be read apart: row groups of Parquet, stretches of bytes of a text. */
  readonly groupCount?: number
  /** How another thread opens the same table; absent when it cannot. */
  readonly reopen?: Reopen
  /** Bytes of the source, as stored. */
  readonly byteLength?: number
  close(): Promise<void>
}

export interface Reopen {
  readonly path: string
  readonly open: OpenOptions
}

export interface RunOptions {
  readonly columns: readonly string[]
  readonly groups?: readonly number[]
  /** They lend the runs, and are for nobody else while runs are read. */
  readonly kernels: Kernels
}
