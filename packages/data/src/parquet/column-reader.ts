import type { ByteSource } from '../byte-source.ts'
import type { Column } from '../column.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { typescriptKernels } from '../kernels/typescript.ts'
import { openChunkPages } from './chunk-pages.ts'
import type { ColumnChunk } from './footer.ts'
import type { Readable } from './meaning.ts'
import { ownPage, type Page } from './page.ts'
import type { Leaf } from './schema.ts'
import { createSink } from './sink.ts'

/** Reads a column chunk on, `rows` at a time: memory is a page and a batch, however large the row group. */
export interface ColumnReader {
  read(rows: number): Promise<Column>
}

/** Readers of several columns may take turns on the same kernels: each page is copied out of them. */
export function openColumn(
  source: ByteSource,
  leaf: Leaf,
  meaning: Readable,
  chunk: ColumnChunk,
  where: string,
  kernels: Kernels = typescriptKernels,
): ColumnReader {
  const pages = openChunkPages(source, leaf, meaning, chunk, kernels, where)
  let page: Page | undefined
  let row = 0
  let value = 0
  return {
    async read(rows) {
      const sink = createSink(leaf.name, meaning, rows, pages.interner, where)
      for (let filled = 0; filled < rows; ) {
        if (page === undefined || row === page.rows) {
          page = ownPage(await pages.next(), kernels)
          row = 0
          value = 0
        }
        const take = Math.min(rows - filled, page.rows - row)
        value += sink.add(page, pages.dictionary(), row, take, value)
        row += take
        filled += take
      }
      return sink.finish()
    },
  }
}
