import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { MAX_MESSAGE_BYTES, MAX_PAGE_VALUES } from '../limits.ts'
import { readRange } from '../range.ts'
import { type FlatTable, readFlatbuffer, structLong } from './flatbuffer.ts'
import { type ArrowField, readSchema } from './schema.ts'

/** An encapsulated message (arrow docs, format/Columnar: IPC). Its body stays unread. */
export type Message = {
  /** Version 4 of the format gave unions a validity bitmap that version 5 took away. */
  readonly version: 4 | 5
  /** Where the next message begins. */
  readonly next: number
} & (
  | { readonly is: 'schema'; readonly fields: readonly ArrowField[] }
  | { readonly is: 'batch'; readonly batch: RecordBatch }
  | { readonly is: 'dictionary'; readonly id: number; readonly delta: boolean; readonly batch: RecordBatch }
  | { readonly is: 'other' }
)

export interface RecordBatch {
  readonly rows: number
  /** One a field, nested ones included, in depth-first order. */
  readonly nodes: readonly FieldNode[]
  /** Offsets count from the file's beginning. */
  readonly buffers: readonly BufferPlace[]
  readonly codec: 'none' | 'lz4' | 'zstd'
  /** How many data buffers each view column has. */
  readonly variadic: readonly number[]
}

export interface FieldNode {
  readonly length: number
  readonly nulls: number
}

export interface BufferPlace {
  readonly offset: number
  readonly byteLength: number
}

const CONTINUATION = 0xffffffff
const PREFIX_BYTES = 8
/** Bytes in which the metadata are first looked for; more are read when they are longer. */
const GUESS_BYTES = 4096
/** MetadataVersion V4 and V5. */
const V4 = 3
const V5 = 4

/** The message at `offset`; undefined at the mark that ends a stream. DataError `truncated`, `corrupt`, `unsupported`. */
export async function readMessage(source: ByteSource, offset: number): Promise<Message | undefined> {
  const { name, byteLength } = source
  const what = 'a message'
  const left = byteLength - offset
  const guess = Math.min(Math.max(left, PREFIX_BYTES), GUESS_BYTES)
  const head = await readRange(source, { offset, length: guess, what, cap: GUESS_BYTES })
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (view.getUint32(0, true) !== CONTINUATION) {
    const message = `no message begins at byte ${offset}; Arrow before 0.15 wrote streams that are not read`
    throw new DataError('corrupt', name, message)
  }
  const length = view.getUint32(4, true)
  if (length === 0) return undefined
  const start = offset + PREFIX_BYTES
  const metadata =
    length <= head.length - PREFIX_BYTES
      ? head.subarray(PREFIX_BYTES, PREFIX_BYTES + length)
      : await readRange(source, { offset: start, length, what, cap: MAX_MESSAGE_BYTES })
  return parseMessage(metadata, start + length, byteLength, name)
}

function parseMessage(metadata: Uint8Array, body: number, end: number, where: string): Message {
  const message = readFlatbuffer(metadata, where, 'a message')
  const version = message.short(0)
  if (version !== V4 && version !== V5)
    throw new DataError('unsupported', where, `is Arrow IPC of metadata version ${version}`)
  const bodyBytes = message.long(3)
  if (bodyBytes < 0) throw new DataError('corrupt', where, `a message claims ${bodyBytes} bytes`)
  const next = body + bodyBytes
  if (next > end) {
    throw new DataError('truncated', where, `a message should reach byte ${next}, the file ends at ${end}`)
  }
  const common = { version: version === V4 ? 4 : 5, next } as const
  const header = message.table(2)
  if (header === undefined) throw new DataError('corrupt', where, 'a message has no header')
  switch (message.byte(1)) {
    case 1:
      return { ...common, is: 'schema', fields: readSchema(header, where) }
    case 2: {
      const data = header.table(1)
      if (data === undefined) throw new DataError('corrupt', where, 'a dictionary has no values')
      const batch = readBatch(data, body, bodyBytes, where)
      return { ...common, is: 'dictionary', id: header.long(0), delta: header.bool(2), batch }
    }
    case 3:
      return { ...common, is: 'batch', batch: readBatch(header, body, bodyBytes, where) }
    default:
      return { ...common, is: 'other' }
  }
}

function readBatch(table: FlatTable, body: number, bodyBytes: number, where: string): RecordBatch {
  const { view } = table
  const long = (offset: number) => structLong(view, offset, where)
  const rows = table.long(0)
  // Columns of nulls take no bytes: a few of them could claim billions of rows.
  if (rows < 0 || rows > Math.max(MAX_PAGE_VALUES, bodyBytes * 8)) {
    const message = `a record batch claims ${rows} rows in ${bodyBytes} bytes; write smaller record batches`
    throw new DataError('too-large', where, message)
  }
  const buffers = table.items(2, 16).map((p) => {
    const offset = long(p)
    const byteLength = long(p + 8)
    if (offset < 0 || byteLength < 0 || offset + byteLength > bodyBytes)
      throw new DataError('corrupt', where, 'a buffer reaches beyond its record batch')
    return { offset: body + offset, byteLength }
  })
  return {
    rows,
    nodes: table.items(1, 16).map((p) => ({ length: long(p), nulls: long(p + 8) })),
    buffers,
    codec: readCodec(table.table(3), where),
    variadic: table.items(4, 8).map(long),
  }
}

function readCodec(compression: FlatTable | undefined, where: string): RecordBatch['codec'] {
  if (compression === undefined) return 'none'
  const codec = compression.byte(0)
  if (compression.byte(1) !== 0 || codec > 1)
    throw new DataError('unsupported', where, `is compressed by codec ${codec}; write LZ4, ZSTD or none`)
  return codec === 0 ? 'lz4' : 'zstd'
}
