import * as zlib from 'node:zlib'
import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { CHUNK_WINDOW_BYTES, MAX_PAGE_BYTES, MAX_PAGE_HEADER_BYTES } from '../limits.ts'
import { readRangeInto } from '../range.ts'
import type { ColumnChunk } from './footer.ts'
import { type PageHeader, readPageHeader } from './page-header.ts'

export interface RawPage {
  readonly header: PageHeader
  /** As stored: compressed, checked against its CRC where it has one. Borrowed until the next. */
  readonly body: Uint8Array
}

/** Memory to read into, kept from one chunk to the next by whoever reads them one after another. */
export interface Window {
  bytes: Uint8Array
}

export const newWindow = (): Window => ({ bytes: new Uint8Array(0) })

/** Bytes a header is first looked for in; nearly all are below 100. */
const HEADER_GUESS = 4096

/** The pages of a column chunk, in order, read a window at a time. Undefined at its end. */
export function openPages(
  source: ByteSource,
  chunk: ColumnChunk,
  where: string,
  window: Window,
): () => Promise<RawPage | undefined> {
  /** Bytes [used, filled) of the window are read and not consumed. */
  let used = 0
  let filled = 0
  let offset = chunk.offset
  let left = chunk.byteLength
  if (left < 0 || offset < 4) throw new DataError('corrupt', where, `its chunk lies at ${offset}+${left}`)

  /** At least `length` bytes of the chunk not yet consumed, without consuming them; fewer at its end. */
  async function peek(length: number): Promise<Uint8Array> {
    if (filled - used < length && left > 0) {
      const held = filled - used
      const more = Math.min(left, Math.max(length - held, CHUNK_WINDOW_BYTES))
      if (held + more <= window.bytes.length) window.bytes.copyWithin(0, used, filled)
      else {
        const larger = new Uint8Array(held + more)
        larger.set(window.bytes.subarray(used, filled))
        window.bytes = larger
      }
      const range = { offset, length: more, what: 'a column chunk', cap: MAX_PAGE_BYTES }
      await readRangeInto(source, range, window.bytes.subarray(held))
      used = 0
      filled = held + more
      offset += more
      left -= more
    }
    return window.bytes.subarray(used, filled)
  }

  async function header(): Promise<PageHeader | undefined> {
    for (let guess = HEADER_GUESS; ; guess *= 4) {
      const bytes = await peek(guess)
      if (bytes.length === 0) return undefined
      try {
        return readPageHeader(bytes, where)
      } catch (error) {
        const cut = error instanceof DataError && error.code === 'truncated' && left > 0
        if (!cut || guess > MAX_PAGE_HEADER_BYTES) throw error
      }
    }
  }

  return async () => {
    const found = await header()
    if (found === undefined) return undefined
    used += found.headerBytes
    if (found.compressed > MAX_PAGE_BYTES)
      throw new DataError('too-large', where, `a page of ${found.compressed} bytes`)
    const body = (await peek(found.compressed)).subarray(0, found.compressed)
    if (body.length < found.compressed)
      throw new DataError('truncated', where, 'a page reaches beyond its column chunk')
    used += found.compressed
    checkCrc(found, body, where)
    return { header: found, body }
  }
}

function checkCrc(header: PageHeader, body: Uint8Array, where: string): void {
  // Since Node 22.2 and 20.15; without it a checksum is no worse than absent.
  const crc32: typeof zlib.crc32 | undefined = zlib.crc32
  if (header.crc === undefined || crc32 === undefined) return
  if (crc32(body) !== header.crc) throw new DataError('corrupt', where, 'a page does not match its checksum')
}
