import { openArrow } from './arrow/reader.ts'
import type { ByteSource } from './byte-source.ts'
import { openCsv } from './csv/reader.ts'
import { detectFormat, startsWithGzip } from './detect.ts'
import { openJson } from './json/reader.ts'
import { openParquet } from './parquet/reader.ts'
import type { Format, Table } from './table.ts'
import type { DeclaredKinds } from './text/column-spec.ts'

export interface OpenOptions {
  /** Overrides what content and name say. */
  readonly format?: Format
  /** More rows are a DataError `too-large`; silently reading fewer would be a wrong result. */
  readonly maxRows?: number
  /** Kinds of text columns, where the first rows do not show them. Binary formats carry their own and ignore this. */
  readonly kinds?: DeclaredKinds
  /**
   * Texts that stand for no value in CSV, TSV and JSON, such as `NA` or `-999`, beside the empty cell and JSON's null.
   * Whole cells, byte by byte, quoted or not. Binary formats have their own nulls and ignore this.
   */
  readonly nulls?: readonly string[]
}

/**
 * Opens a table: reads header or footer, and of a text its first block to infer the kinds of its columns.
 *
 * DataError: `unknown-format`, `empty`, `unsupported`, `truncated`, `corrupt`, `too-large`, `missing-column` (in `kinds`).
 * The source is the table's from here on, and closed with it; when opening fails it stays the caller's.
 */
export async function openTable(source: ByteSource, options: OpenOptions = {}): Promise<Table> {
  const table = await openFormat(source, options)
  return source.path === undefined ? table : { ...table, reopen: { path: source.path, open: options } }
}

async function openFormat(source: ByteSource, options: OpenOptions): Promise<Table> {
  const detected =
    options.format === undefined
      ? await detectFormat(source)
      : { format: options.format, gzip: await startsWithGzip(source) }
  const maxRows = options.maxRows ?? Infinity
  const text = { gzip: detected.gzip, kinds: options.kinds ?? {}, nulls: options.nulls ?? [], maxRows }
  switch (detected.format) {
    case 'csv':
      return openCsv(source, false, text)
    case 'tsv':
      return openCsv(source, true, text)
    case 'jsonl':
    case 'json':
      return openJson(source, detected.format, text)
    case 'parquet':
      return openParquet(source, maxRows)
    case 'arrow':
      return openArrow(source, maxRows)
  }
}
