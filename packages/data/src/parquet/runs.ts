import { decodeTexts } from '../binary/texts.ts'
import { DataError } from '../error.ts'
import type { Run, TextRun } from '../run.ts'
import type { ChunkPages } from './chunk-pages.ts'
import type { Slices } from './raw.ts'

/** The runs of a column chunk of `rows` rows: a page each, texts counted over many. DataError as reading. */
export async function* readRuns(
  pages: ChunkPages,
  kind: Run['kind'],
  rows: number,
  where: string,
): AsyncGenerator<Run> {
  if (kind === 'text') {
    yield* readTexts(pages, rows, where)
    return
  }
  for (let done = 0; done < rows; ) {
    const page = await pages.next()
    done += page.rows
    if (done > rows) throw tooMany(where)
    const { values } = page
    const counted = { rows: page.rows, nulls: page.rows - ('is' in values ? 0 : values.length) }
    if ((kind === 'number' || kind === 'timestamp') && values instanceof Float64Array)
      yield { kind, ...counted, values }
    else if (kind === 'boolean' && values instanceof Uint8Array) yield { kind, ...counted, values }
    else if (kind === 'bigint' && values instanceof BigInt64Array) yield { kind, ...counted, values }
    else throw new DataError('corrupt', where, 'its pages hold values of several kinds')
  }
}

/** Texts outside the dictionary that are counted before they are handed on. */
const MOST_TEXTS = 1 << 16

async function* readTexts(pages: ChunkPages, rows: number, where: string): AsyncGenerator<TextRun> {
  let counter = countTexts(pages, where)
  let handed = 0
  for (let done = 0; done < rows; ) {
    const page = await pages.next()
    done += page.rows
    if (done > rows) throw tooMany(where)
    const { values } = page
    if ('is' in values) counter.addSlices(values)
    else if (values instanceof Uint32Array) counter.addCodes(values)
    else throw new DataError('corrupt', where, 'its pages hold values of several kinds')
    counter.addRows(page.rows)
    if (counter.size() <= MOST_TEXTS && done < rows) continue
    const run = counter.finish()
    handed += run.rows
    yield run
    if (handed < rows) counter = countTexts(pages, where)
  }
}

/** Counts by code: of the dictionary, and behind those of the texts that pages hold themselves. */
function countTexts(pages: ChunkPages, where: string) {
  const { interner } = pages
  let counts = new Float64Array(0)
  let known = 0
  let rows = 0
  let present = 0
  let interned = false
  const reach = (size: number): void => {
    if (size <= counts.length) return
    const larger = new Float64Array(Math.max(size, counts.length * 2))
    larger.set(counts)
    counts = larger
  }
  const texts = (): readonly string[] => {
    const dictionary = pages.dictionary()
    return dictionary?.is === 'text' ? dictionary.texts : []
  }
  return {
    size: () => known - texts().length,
    addRows(more: number): void {
      rows += more
    },
    addCodes(codes: Uint32Array): void {
      // Codes are below the number of texts: a page is decoded against its dictionary.
      known = Math.max(known, texts().length)
      reach(known)
      for (let i = 0; i < codes.length; i++) counts[codes[i]!]! += 1
      present += codes.length
    },
    addSlices({ bytes, starts, ends }: Slices): void {
      const dictionary = pages.dictionary()
      if (!interned) {
        // The interner then gives the dictionary's texts their own codes again, and new ones to the others.
        interner.clear()
        if (dictionary?.is === 'text') {
          const { slices } = dictionary
          for (let i = 0; i < slices.starts.length; i++)
            interner.intern(slices.bytes, slices.starts[i]!, slices.ends[i]!)
          known = Math.max(known, dictionary.texts.length)
          reach(known)
        }
        interned = true
      }
      for (let i = 0; i < starts.length; i++) {
        const code = interner.intern(bytes, starts[i]!, ends[i]!)
        if (code >= known) {
          known = code + 1
          reach(known)
        }
        counts[code]! += 1
      }
      present += starts.length
    },
    finish(): TextRun {
      const extra = interned ? decodeTexts(interner, texts().length, where) : []
      return { kind: 'text', rows, nulls: rows - present, texts: texts().concat(extra), counts }
    },
  }
}

const tooMany = (where: string): DataError =>
  new DataError('corrupt', where, 'its pages hold more rows than the row group')
