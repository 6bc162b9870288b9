import * as zlib from 'node:zlib'
import { DataError } from '../error.ts'

/** One chunk for all of it, and room to see that no more comes: else zlib joins chunks of 16 KiB. */
const SPARE_BYTES = 64

/** Runs one of zlib's decoders to exactly `size` bytes. DataError `corrupt` when it gives more, fewer, or nothing. */
export function inflate(
  codec: string,
  decode: (options: { maxOutputLength: number; chunkSize: number }) => Uint8Array,
  size: number,
  where: string,
): Uint8Array {
  if (size === 0) return new Uint8Array(0)
  let bytes: Uint8Array
  try {
    bytes = decode({ maxOutputLength: size, chunkSize: size + SPARE_BYTES })
  } catch (cause) {
    const message = `holds what is not valid ${codec}, or larger than the ${size} bytes it claims`
    throw new DataError('corrupt', where, message, { cause })
  }
  if (bytes.length !== size) {
    const message = `claims ${size} bytes of ${codec} and holds ${bytes.length}`
    throw new DataError('corrupt', where, message)
  }
  return bytes
}

/** DataError `unsupported` on a Node without ZSTD. */
export function inflateZstd(block: Uint8Array, size: number, where: string): Uint8Array {
  // Not in Node 20, which the workspace still runs on; @types/node describes 24.
  const decode: typeof zlib.zstdDecompressSync | undefined = zlib.zstdDecompressSync
  if (decode === undefined) {
    const message = 'is compressed with ZSTD, which needs Node 22.15 or later; run on Node 24 or write Snappy'
    throw new DataError('unsupported', where, message)
  }
  return inflate('ZSTD', (options) => decode(block, options), size, where)
}
