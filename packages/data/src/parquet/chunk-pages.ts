import { randomInt } from 'node:crypto'
import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { createInterner, type Interner } from '../text/interner.ts'
import { newWindow, openPages, type Window } from './chunk.ts'
import type { Dictionary } from './dictionary.ts'
import type { ColumnChunk } from './footer.ts'
import type { Readable } from './meaning.ts'
import { decodeDataPage, decodeDictionaryPage, type Page, type PageContext } from './page.ts'
import type { Leaf } from './schema.ts'

/** The data pages of a column chunk, decoded one at a time. */
export interface ChunkPages {
  /** Borrowed until the next. DataError `truncated` when there is none: the row group holds more rows. */
  next(): Promise<Page>
  /** Of the pages so far, where the chunk has one. */
  dictionary(): Dictionary | undefined
  readonly interner: Interner
}

export function openChunkPages(
  source: ByteSource,
  leaf: Leaf,
  meaning: Readable,
  chunk: ColumnChunk,
  kernels: Kernels,
  where: string,
  window: Window = newWindow(),
): ChunkPages {
  if (chunk.type !== leaf.type) {
    throw new DataError('corrupt', where, 'its chunk has another physical type than the schema says')
  }
  const interner = createInterner(randomInt(2 ** 31))
  const context: PageContext = { leaf, meaning, codec: chunk.codec, interner, kernels, where }
  const nextRaw = openPages(source, chunk, where, window)
  let dictionary: Dictionary | undefined
  let begun = false
  return {
    interner,
    dictionary: () => dictionary,
    async next() {
      for (;;) {
        const raw = await nextRaw()
        if (raw === undefined)
          throw new DataError('truncated', where, 'its pages hold fewer rows than the row group')
        if (raw.header.is === 'index') continue
        if (raw.header.is !== 'dictionary') {
          begun = true
          return decodeDataPage(raw, dictionary, context)
        }
        // Codes already handed out would change their meaning.
        if (dictionary !== undefined || begun) {
          throw new DataError('corrupt', where, 'a dictionary stands behind other pages of its chunk')
        }
        dictionary = decodeDictionaryPage(raw, context)
      }
    },
  }
}
