import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { GZIP_UNJUDGED_BYTES, MAX_GZIP_RATIO, MAX_RECORD_BYTES, MIB, TEXT_BLOCK_BYTES } from '../limits.ts'

/** A growing view of a text: what has been read and not yet consumed. */
export interface Blocks {
  /**
   * Drops the first `consumed` bytes of the last block and appends what comes next. `final` says nothing follows. When
   * nothing was consumed the block is enlarged, up to the cap of one record (DataError `too-large`).
   */
  next(consumed: number): Promise<{ readonly bytes: Uint8Array; readonly final: boolean }>
  close(): Promise<void>
}

interface BlockOptions {
  readonly gzip: boolean
  /** Bytes read at a time. */
  readonly blockBytes?: number
}

/** Puts the next bytes into the room it asks for; false when there are none. */
interface Feed {
  next(room: (bytes: number) => Uint8Array): Promise<boolean>
  close(): Promise<void>
}

/** `place` says where the reader stands, for the message about a record that never ends. */
export function openBlocks(source: ByteSource, options: BlockOptions, place: () => string): Blocks {
  const { gzip, blockBytes = TEXT_BLOCK_BYTES } = options
  const feed = gzip ? gunzipped(source, blockBytes) : rawFeed(source, blockBytes)
  let buffer = new Uint8Array(2 * blockBytes)
  let start = 0
  let end = 0
  let final = false

  function room(bytes: number): Uint8Array {
    if (end + bytes > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, end + bytes))
      larger.set(buffer.subarray(0, end))
      buffer = larger
    }
    end += bytes
    return buffer.subarray(end - bytes, end)
  }

  const length = (): number => end
  return {
    async next(consumed) {
      start += consumed
      if (start > 0) {
        buffer.copyWithin(0, start, end)
        end -= start
        start = 0
      }
      // Doubled where a record does not end: by a block at a time, its scans would add up to its square.
      const stuck = Math.min(2 * end, MAX_RECORD_BYTES)
      const wanted = Math.max(blockBytes, end + 1, consumed === 0 ? stuck : 0)
      if (end > MAX_RECORD_BYTES) {
        const most = `${MAX_RECORD_BYTES / MIB} MiB`
        throw new DataError(
          'too-large',
          place(),
          `the record that begins here is longer than ${most}; is a quote left open?`,
        )
      }
      while (!final && length() < wanted) final = !(await feed.next(room))
      return { bytes: buffer.subarray(0, end), final }
    },
    close: () => feed.close(),
  }
}

function rawFeed(source: ByteSource, size: number): Feed {
  let offset = 0
  return {
    async next(room) {
      const length = Math.min(size, source.byteLength - offset)
      if (length === 0) return false
      const into = room(length)
      if (source.readInto === undefined) into.set(await source.read(offset, length))
      else await source.readInto(offset, into)
      offset += length
      return true
    },
    async close() {},
  }
}

async function* rawChunks(source: ByteSource, size: number): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.byteLength; offset += size) {
    yield await source.read(offset, Math.min(size, source.byteLength - offset))
  }
}

function gunzipped(source: ByteSource, size: number): Feed {
  const chunks = gunzip(source, size)
  return {
    async next(room) {
      const item = await chunks.next()
      if (item.done === true) return false
      room(item.value.length).set(item.value)
      return true
    },
    async close() {
      await chunks.return(undefined)
    },
  }
}

/** Streamed, so that a gzip bomb costs no memory; that it costs no hours either, its ratio is watched. */
async function* gunzip(source: ByteSource, size: number): AsyncGenerator<Uint8Array> {
  const inflater = createGunzip({ chunkSize: TEXT_BLOCK_BYTES / 4 })
  const stop = new AbortController()
  const pumping = pipeline(Readable.from(rawChunks(source, size)), inflater, { signal: stop.signal })
  // The same failure reaches the loop below through `inflater`; here it must only not go unhandled.
  pumping.catch(() => {})
  try {
    let inflated = 0
    for await (const chunk of inflater) {
      inflated += (chunk as Uint8Array).length
      if (inflated > Math.max(GZIP_UNJUDGED_BYTES, source.byteLength * MAX_GZIP_RATIO)) {
        const message = `inflates to more than ${MAX_GZIP_RATIO} times its size, as no table does; inflate it yourself if it is one`
        throw new DataError('too-large', source.name, message)
      }
      yield chunk as Uint8Array
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    const code =
      cause instanceof Error && 'code' in cause && cause.code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt'
    throw new DataError(code, source.name, `is not a whole gzip file (${messageOf(cause)})`, { cause })
  } finally {
    stop.abort()
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
