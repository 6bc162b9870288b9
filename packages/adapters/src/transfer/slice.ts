import type { HttpContent } from '@mlops-actions/core'
import type { ByteSource } from '@mlops-actions/data'

/** Small enough that what waits for the socket is small, large enough that reading is not felt. */
const PIECE_BYTES = 256 << 10

/** `count` bytes of a source from `offset` on, as the body of a request. The source stays open. */
export function slice(source: ByteSource, offset = 0, count = source.byteLength - offset): HttpContent {
  return {
    byteLength: count,
    async *open() {
      for (let at = 0; at < count; at += PIECE_BYTES) {
        yield await source.read(offset + at, Math.min(PIECE_BYTES, count - at))
      }
    },
  }
}
