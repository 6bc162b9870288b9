import type { Column } from './column.ts'

export type Format = 'csv' | 'tsv' | 'jsonl' | 'json' | 'parquet' | 'arrow'

export interface Field {
  readonly name: string
  readonly kind: Column['kind']
  readonly nullable: boolean
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
  /** `columns` projects; naming a column the table lacks is a DataError `missing-column`. */
  batches(options?: { readonly columns?: readonly string[] }): AsyncIterable<Batch>
  close(): Promise<void>
}
