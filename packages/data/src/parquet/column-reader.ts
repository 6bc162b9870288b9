import { randomInt } from 'node:crypto'
import type { ByteSource } from '../byte-source.ts'
import type { Column } from '../column.ts'
import { DataError } from '../error.ts'
import { createInterner } from '../text/interner.ts'
import { openPages } from './chunk.ts'
import type { Dictionary } from './dictionary.ts'
import type { ColumnChunk } from './footer.ts'
import type { Readable } from './meaning.ts'
import { decodeDataPage, decodeDictionaryPage, type Page, type PageContext } from './page.ts'
import type { Leaf } from './schema.ts'
import { createSink } from './sink.ts'

/** Reads a column chunk on, `rows` at a time: memory is a page and a batch, however large the row group. */
export interface ColumnReader {
  read(rows: number): Promise<Column>
}

export function openColumn(
  source: ByteSource,
  leaf: Leaf,
  meaning: Readable,
  chunk: ColumnChunk,
  where: string,
): ColumnReader {
  if (chunk.type !== leaf.type) {
    throw new DataError('corrupt', where, 'its chunk has another physical type than the schema says')
  }
  const interner = createInterner(randomInt(2 ** 31))
  const context: PageContext = { leaf, meaning, codec: chunk.codec, interner, where }
  const nextRaw = openPages(source, chunk, where)
  let dictionary: Dictionary | undefined
  let page: Page | undefined
  let row = 0
  let value = 0

  async function nextPage(): Promise<Page> {
    for (;;) {
      const raw = await nextRaw()
      if (raw === undefined)
        throw new DataError('truncated', where, 'its pages hold fewer rows than the row group')
      if (raw.header.is === 'index') continue
      if (raw.header.is !== 'dictionary') return decodeDataPage(raw, dictionary, context)
      // Codes already handed out would change their meaning.
      if (dictionary !== undefined || page !== undefined) {
        throw new DataError('corrupt', where, 'a dictionary stands behind other pages of its chunk')
      }
      dictionary = decodeDictionaryPage(raw, context)
    }
  }

  return {
    async read(rows) {
      const sink = createSink(leaf.name, meaning, rows, interner, where)
      for (let filled = 0; filled < rows; ) {
        if (page === undefined || row === page.rows) {
          page = await nextPage()
          row = 0
          value = 0
        }
        const take = Math.min(rows - filled, page.rows - row)
        value += sink.add(page, dictionary, row, take, value)
        row += take
        filled += take
      }
      return sink.finish()
    },
  }
}
