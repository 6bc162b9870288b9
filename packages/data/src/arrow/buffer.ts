import { inflateZstd } from '../binary/inflate.ts'
import { decodeLz4Frame } from '../binary/lz4-frame.ts'
import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { MAX_BUFFER_BYTES, MAX_PAGE_BYTES, MIB } from '../limits.ts'
import { readRange } from '../range.ts'
import type { BufferPlace, RecordBatch } from './message.ts'

/** A buffer of a record batch, read in parts. DataError `truncated` beyond its end. */
export interface ArrowBuffer {
  readonly byteLength: number
  /** May be a view of shared memory: never write to it. */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** int64 length of the inflated buffer, -1 where it is stored as it is. */
const LENGTH_BYTES = 8

/** A compressed buffer is inflated whole and held as long as the buffer is; others stay in the file. */
export async function openBuffer(
  source: ByteSource,
  codec: RecordBatch['codec'],
  place: BufferPlace,
  where: string,
): Promise<ArrowBuffer> {
  const { offset, byteLength } = place
  if (codec === 'none' || byteLength === 0) return storedBuffer(source, offset, byteLength, where)
  if (byteLength < LENGTH_BYTES) throw new DataError('corrupt', where, 'a compressed buffer has no length')
  const head = await source.read(offset, LENGTH_BYTES)
  const length = new DataView(head.buffer, head.byteOffset, LENGTH_BYTES).getBigInt64(0, true)
  const start = offset + LENGTH_BYTES
  const stored = byteLength - LENGTH_BYTES
  if (length === -1n) return storedBuffer(source, start, stored, where)
  if (length < 0n || length > MAX_BUFFER_BYTES) {
    const most = `${MAX_BUFFER_BYTES / MIB} MiB`
    const message = `a compressed buffer claims ${length} bytes, at most ${most} are read; write smaller record batches`
    throw new DataError('too-large', where, message)
  }
  const range = { offset: start, length: stored, what: 'a compressed buffer', cap: MAX_BUFFER_BYTES }
  const bytes = await readRange(source, range)
  const size = Number(length)
  return memoryBuffer(
    codec === 'lz4' ? decodeLz4Frame(bytes, size, where) : inflateZstd(bytes, size, where),
    where,
  )
}

function storedBuffer(source: ByteSource, start: number, byteLength: number, where: string): ArrowBuffer {
  return {
    byteLength,
    async read(offset, length) {
      checkEnd(byteLength, offset, length, where)
      return readRange(source, { offset: start + offset, length, what: 'a buffer', cap: MAX_PAGE_BYTES })
    },
  }
}

function memoryBuffer(bytes: Uint8Array, where: string): ArrowBuffer {
  return {
    byteLength: bytes.length,
    async read(offset, length) {
      checkEnd(bytes.length, offset, length, where)
      return bytes.subarray(offset, offset + length)
    },
  }
}

function checkEnd(byteLength: number, offset: number, length: number, where: string): void {
  if (offset + length > byteLength) {
    const message = `a buffer of ${byteLength} bytes should hold ${offset + length}`
    throw new DataError('truncated', where, message)
  }
}
