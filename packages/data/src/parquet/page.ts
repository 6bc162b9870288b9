import { DataError } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { MAX_PAGE_BYTES, MAX_PAGE_VALUES } from '../limits.ts'
import type { Interner } from '../text/interner.ts'
import type { RawPage } from './chunk.ts'
import { decompress } from './codec.ts'
import { convert, type Values } from './convert.ts'
import { decodeValues, PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY } from './decode.ts'
import { createDictionary, decodeIndexes, type Dictionary, dictionarySize, gather } from './dictionary.ts'
import { decodeLevels, decodeLevelsV1, type Presence } from './levels.ts'
import type { Readable } from './meaning.ts'
import type { PageHeader } from './page-header.ts'
import { rawLength } from './raw.ts'
import type { Leaf } from './schema.ts'

/** What all pages of a chunk share. */
export interface PageContext {
  readonly leaf: Leaf
  readonly meaning: Readable
  readonly codec: number
  readonly interner: Interner
  readonly kernels: Kernels
  readonly where: string
}

/** A data page decoded: which rows hold a value, and the values there are. Borrowed from the kernels until the next page. */
export interface Page {
  readonly rows: number
  readonly present: Uint8Array | undefined
  /** Codes (Uint32Array) of the chunk's dictionary, or values; text outside a dictionary is bytes. */
  readonly values: Values | Uint32Array
}

export function decodeDictionaryPage(page: RawPage, context: PageContext): Dictionary {
  const { leaf, meaning, codec, kernels, where } = context
  const { header, body } = page
  if (header.is !== 'dictionary') throw new DataError('corrupt', where, 'a dictionary page is expected')
  if (header.encoding !== PLAIN && header.encoding !== PLAIN_DICTIONARY) {
    throw new DataError('unsupported', where, `a dictionary in encoding ${header.encoding}`)
  }
  checkCount(header.values, where)
  begin(page, header.values, kernels)
  const bytes = decompress(codec, body, header.uncompressed, where, kernels)
  const raw = decodeValues(PLAIN, bytes, leaf, header.values, where, kernels)
  // A dictionary outlives its page.
  return createDictionary(ownValues(convert(raw, meaning, where), kernels), context.interner, where)
}

export function decodeDataPage(
  page: RawPage,
  dictionary: Dictionary | undefined,
  context: PageContext,
): Page {
  const { header } = page
  if (header.is === 'v1' || header.is === 'v2') {
    checkCount(header.values, context.where)
    begin(page, header.values, context.kernels)
    return header.is === 'v1'
      ? decodeV1(page.body, header, dictionary, context)
      : decodeV2(page.body, header, dictionary, context)
  }
  throw new DataError('corrupt', context.where, 'a data page is expected')
}

type Header<Is extends PageHeader['is']> = Extract<PageHeader, { readonly is: Is }>

function decodeV1(
  body: Uint8Array,
  header: Header<'v1'>,
  dictionary: Dictionary | undefined,
  context: PageContext,
): Page {
  const { leaf, codec, kernels, where } = context
  const rows = header.values
  const bytes = decompress(codec, body, header.uncompressed, where, kernels)
  const levels =
    leaf.depth > 0
      ? decodeLevelsV1(bytes, header.levels, rows, leaf.depth, where, kernels)
      : { present: undefined, values: rows, next: 0 }
  return decodeBody(bytes.subarray(levels.next), header.encoding, rows, levels, dictionary, context)
}

function decodeV2(
  body: Uint8Array,
  header: Header<'v2'>,
  dictionary: Dictionary | undefined,
  context: PageContext,
): Page {
  const { leaf, codec, kernels, where } = context
  const { values: rows, definitionBytes, repetitionBytes } = header
  const levelBytes = definitionBytes + repetitionBytes
  if (definitionBytes < 0 || repetitionBytes < 0 || levelBytes > body.length) {
    throw new DataError('corrupt', where, 'levels reach beyond their page')
  }
  // Levels come first and are never compressed.
  const levels =
    leaf.depth > 0 && definitionBytes > 0
      ? decodeLevels(body, repetitionBytes, levelBytes, rows, leaf.depth, where, kernels)
      : { present: undefined, values: rows }
  if (levels.values !== rows - header.nulls) {
    throw new DataError('corrupt', where, `a page of ${rows} rows claims ${header.nulls} nulls`)
  }
  const stored = body.subarray(levelBytes)
  const size = header.uncompressed - levelBytes
  // A page without values may store nothing, which no codec would call a stream.
  const bytes =
    header.isCompressed && stored.length > 0
      ? decompress(codec, stored, size, where, kernels)
      : kernels.stored(stored)
  return decodeBody(bytes, header.encoding, rows, levels, dictionary, context)
}

function decodeBody(
  bytes: Uint8Array,
  encoding: number,
  rows: number,
  levels: Presence,
  dictionary: Dictionary | undefined,
  context: PageContext,
): Page {
  const { leaf, meaning, kernels, where } = context
  const { present, values: count } = levels
  // A page of nulls alone may come without a dictionary.
  if (count > 0 && (encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY)) {
    if (dictionary === undefined)
      throw new DataError('corrupt', where, 'a page needs a dictionary that is not there')
    const indexes = decodeIndexes(bytes, count, dictionarySize(dictionary), where, kernels)
    return { rows, present, values: gather(dictionary, indexes, kernels) }
  }
  const raw = decodeValues(encoding, bytes, leaf, count, where, kernels)
  if (rawLength(raw) !== count)
    throw new DataError('corrupt', where, 'a page holds fewer values than it claims')
  return { rows, present, values: convert(raw, meaning, where) }
}

/** The page as the caller's own: it outlives the next. */
export function ownPage(page: Page, kernels: Kernels): Page {
  const { rows, present, values } = page
  return {
    rows,
    present: present === undefined ? undefined : kernels.own(present),
    values: ownValues(values, kernels),
  }
}

function ownValues<T extends Values | Uint32Array>(values: T, kernels: Kernels): T {
  if ('is' in values) {
    const { is, bytes, starts, ends } = values
    return { is, bytes: kernels.own(bytes), starts, ends } as T
  }
  // 64-bit integers are converted by hand, and never borrowed.
  return values instanceof BigInt64Array ? values : (kernels.own(values) as T)
}

/** Bytes a value may take while it is decoded: level, index, double, and a copy of it to an even address. */
const VALUE_BYTES = 24

/** Gives the last page back. More than a page may hold is not made ready: decoding will say so. */
function begin({ header, body }: RawPage, values: number, kernels: Kernels): void {
  const uncompressed = Math.min(Math.max(header.uncompressed, 0), MAX_PAGE_BYTES)
  kernels.begin(body.length + uncompressed + values * VALUE_BYTES + 1024)
}

function checkCount(values: number, where: string): void {
  if (values < 0 || values > MAX_PAGE_VALUES) {
    throw new DataError(
      'too-large',
      where,
      `a page claims ${values} values, at most ${MAX_PAGE_VALUES} are read`,
    )
  }
}
