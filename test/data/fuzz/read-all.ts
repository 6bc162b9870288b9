import { type Batch, type Column, DataError, memorySource, NULL_CODE, openTable } from '@mlops-actions/data'

/** A file of some kB may well hold this many rows: runs cost nothing. More are refused by name, as any caller would. */
const MAX_ROWS = 300_000

/**
 * Reads everything the file holds. `read` for a table, in which every column is what `Column` promises; a DataError's
 * code for a refusal. Whatever else is thrown is the bug this looks for.
 */
export async function readAll(name: string, bytes: Uint8Array): Promise<string> {
  try {
    const table = await openTable(memorySource(name, bytes), { maxRows: MAX_ROWS })
    let rows = 0
    for await (const batch of table.batches()) {
      rows += batch.rows
      checkBatch(batch)
    }
    if (table.rowCount !== undefined && rows !== table.rowCount && table.fields.length > 0)
      throw new Error(`${rows} rows came, ${table.rowCount} were announced`)
    return 'read'
  } catch (error) {
    if (error instanceof DataError) return error.code
    throw error
  }
}

function checkBatch({ rows, columns }: Batch): void {
  for (const column of columns) {
    const values = column.kind === 'text' ? column.codes : column.values
    if (column.length !== rows || values.length !== rows)
      throw new Error(`column ${column.name} has ${values.length} values in a batch of ${rows} rows`)
    const nulls = countNulls(column)
    if (nulls !== column.nullCount)
      throw new Error(`column ${column.name}: ${nulls} nulls, ${column.nullCount} claimed`)
    if (column.kind !== 'text') continue
    for (const code of column.codes)
      if (code !== NULL_CODE && code >= column.dictionary.length)
        throw new Error(`column ${column.name}: code ${code} of ${column.dictionary.length}`)
  }
}

function countNulls({ validity, length }: Column): number {
  if (validity === undefined) return 0
  let present = 0
  for (let row = 0; row < length; row++) present += (validity[row >>> 3]! >>> (row & 7)) & 1
  return length - present
}
