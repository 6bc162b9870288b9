import type { ByteSource } from '@mlops-actions/data'
import { LineageError } from '../error.ts'

const WINDOW_BYTES = 1 << 16

/** Reads a source forward, in small pieces with long leaps between them, without holding more than a window of it. */
export interface Cursor {
  readonly offset: number
  readonly end: number
  /** Exactly `length` bytes; LineageError `corrupt` beyond the end, `too-large` above what may be held. */
  take(length: number): Promise<Uint8Array>
  byte(): Promise<number>
  /** Bytes up to and without the next line feed; `corrupt` when there is none within 64 KiB. */
  line(): Promise<Uint8Array>
  skip(length: number): void
}

export function cursorOf(source: ByteSource, start = 0, end = source.byteLength): Cursor {
  let offset = start
  let window: Uint8Array = new Uint8Array()
  let windowStart = start
  const fill = async (length: number): Promise<number> => {
    const at = offset - windowStart
    if (at >= 0 && at + length <= window.length) return at
    if (offset + length > end)
      throw new LineageError('corrupt', `${source.name}: ends in the middle of a value`)
    window = await source.read(offset, Math.min(Math.max(length, WINDOW_BYTES), end - offset))
    windowStart = offset
    return 0
  }
  return {
    get offset() {
      return offset
    },
    end,
    async take(length) {
      if (length > MAX_VALUE_BYTES)
        throw new LineageError('too-large', `${source.name}: a value of ${length} bytes`)
      const at = await fill(length)
      offset += length
      return window.subarray(at, at + length)
    },
    async byte() {
      const at = await fill(1)
      offset++
      return window[at]!
    },
    async line() {
      const at = await fill(Math.min(WINDOW_BYTES, end - offset))
      const stop = window.indexOf(0x0a, at)
      if (stop < 0) throw new LineageError('corrupt', `${source.name}: a line that does not end`)
      offset += stop - at + 1
      return window.subarray(at, stop)
    },
    skip(length) {
      if (offset + length > end)
        throw new LineageError('corrupt', `${source.name}: ends in the middle of a value`)
      offset += length
    },
  }
}

/** The largest header (safetensors' own limit is 100 MB). */
const MAX_VALUE_BYTES = 128 * 2 ** 20
