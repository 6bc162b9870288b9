import type { HttpContent } from '@mlops-actions/core'
import type { ByteSource } from '@mlops-actions/data'

/** Larger than a socket takes at once, so that it asks for the next piece only when it has passed this one on. */
const PIECE_BYTES = 256 << 10
/**
 * Pieces that are kept before their memory is used again. One is with the socket and one is read ahead; the rest is distance.
 * Fresh memory for each would make as much garbage as there are bytes, and the garbage would be most of this process. Should a
 * network ever hold more of them, the receiver's own digest says so: wrong bytes are refused, never kept.
 */
const PIECES = 8

/** `count` bytes of a source from `offset` on, as the body of a request. The source stays open. */
export function slice(source: ByteSource, offset = 0, count = source.byteLength - offset): HttpContent {
  return {
    byteLength: count,
    async *open() {
      const size = source.readInto ? Math.min(PIECE_BYTES, count) : 0
      const pieces = Array.from({ length: PIECES }, () => new Uint8Array(size))
      for (let at = 0, turn = 0; at < count; at += PIECE_BYTES, turn++) {
        const length = Math.min(PIECE_BYTES, count - at)
        if (source.readInto) {
          const piece = pieces[turn % PIECES]!.subarray(0, length)
          await source.readInto(offset + at, piece)
          yield piece
        } else {
          yield await source.read(offset + at, length)
        }
      }
    },
  }
}
