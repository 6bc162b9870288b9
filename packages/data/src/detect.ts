import type { ByteSource } from './byte-source.ts'
import { DataError } from './error.ts'
import type { Format } from './table.ts'
import { openBlocks } from './text/blocks.ts'

export interface Detected {
  readonly format: Format
  readonly gzip: boolean
}

const READ =
  'Parquet (.parquet), Arrow (.arrow, .feather), CSV (.csv), TSV (.tsv, .tab), JSON lines (.jsonl, .ndjson) and JSON (.json), the texts also as .gz'
const EXTENSIONS: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  parquet: 'parquet',
  pq: 'parquet',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
}
/** Formats often found where a table is expected, and what to do about them. */
const FOREIGN: readonly { readonly magic: readonly number[]; readonly what: string }[] = [
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: 'Zstandard-compressed; decompress it or use gzip' },
  { magic: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive or spreadsheet; extract it or save it as CSV' },
  { magic: [0x42, 0x5a, 0x68], what: 'bzip2-compressed; decompress it or use gzip' },
  { magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'xz-compressed; decompress it or use gzip' },
  { magic: [0x46, 0x45, 0x41, 0x31], what: 'Feather version 1; write Feather version 2 or Parquet' },
  { magic: [0x4f, 0x52, 0x43], what: 'ORC; convert it to Parquet' },
  { magic: [0x4f, 0x62, 0x6a, 0x01], what: 'Avro; convert it to Parquet' },
]
const PARQUET_MAGIC = [0x50, 0x41, 0x52, 0x31]
const ENCRYPTED_PARQUET_MAGIC = [0x50, 0x41, 0x52, 0x45]
const ARROW_MAGIC = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]
/** A stream has no magic, but its first message begins so: 0xffffffff is no UTF-8 either. */
const ARROW_STREAM_START = [0xff, 0xff, 0xff, 0xff]
const GZIP_MAGIC = [0x1f, 0x8b]

/** What the bytes are by their first few, and where those say nothing by the name. */
export async function detectFormat(source: ByteSource): Promise<Detected> {
  const { name, byteLength } = source
  if (byteLength === 0) throw new DataError('empty', name, 'is an empty file')
  const head = await source.read(0, Math.min(16, byteLength))
  const starts = (magic: readonly number[]) => magic.every((byte, i) => head[i] === byte)
  if (starts(PARQUET_MAGIC)) return { format: 'parquet', gzip: false }
  if (starts(ENCRYPTED_PARQUET_MAGIC))
    throw new DataError('unsupported', name, 'is Parquet with an encrypted footer')
  if (starts(ARROW_MAGIC) || starts(ARROW_STREAM_START)) return { format: 'arrow', gzip: false }
  const foreign = FOREIGN.find(({ magic }) => starts(magic))
  if (foreign !== undefined) throw new DataError('unsupported', name, `is ${foreign.what}`)
  const gzip = starts(GZIP_MAGIC)
  if (!gzip && /\.gz(?:ip)?$/i.test(name))
    throw new DataError('corrupt', name, 'is named as gzip but does not begin as one')
  const named = formatOfName(name)
  if (named === undefined)
    throw new DataError('unknown-format', name, `neither bytes nor name say what it is; read are ${READ}`)
  if (named === 'parquet' || named === 'arrow') {
    const message = gzip
      ? `is a gzipped ${named} file; decompress it`
      : `is named as ${named} but does not begin as one`
    throw new DataError(gzip ? 'unsupported' : 'corrupt', name, message)
  }
  if (named !== 'json') return { format: named, gzip }
  return { format: await jsonOrLines(source, gzip), gzip }
}

/** Data frames write JSON lines under .json too: an object at the top is the first line of them. */
async function jsonOrLines(source: ByteSource, gzip: boolean): Promise<'json' | 'jsonl'> {
  const blocks = openBlocks(source, { gzip }, () => source.name)
  try {
    const { bytes } = await blocks.next(0)
    const first = bytes.find((byte) => byte > 0x20 && byte < 0x80)
    return first === 0x7b ? 'jsonl' : 'json'
  } finally {
    await blocks.close()
  }
}

function formatOfName(name: string): Format | undefined {
  const parts = (name.split(/[\\/]/).at(-1) ?? '')
    .toLowerCase()
    .replace(/\.(?:gz|gzip)$/, '')
    .split('.')
  const extension = parts.length > 1 ? parts.at(-1)! : ''
  return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined
}

/** Whether the bytes are gzip, for a format the caller named. DataError `empty` when there are none. */
export async function startsWithGzip(source: ByteSource): Promise<boolean> {
  if (source.byteLength === 0) throw new DataError('empty', source.name, 'is an empty file')
  const head = await source.read(0, Math.min(2, source.byteLength))
  return GZIP_MAGIC.every((byte, i) => head[i] === byte)
}
