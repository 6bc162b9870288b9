import { decodeLz4 } from '../binary/lz4.ts'
import { DataError } from '../error.ts'

/** Lengths before each block: inflated and stored, big-endian. */
const HEADER_BYTES = 8

/**
 * The codec LZ4, which was never specified: parquet-mr writes Hadoop's blocks with their lengths before them, Arrow before
 * 0.15 a bare block. As Arrow reads it (cpp/src/arrow/util/compression_lz4.cc, Lz4HadoopCodec): the first where the
 * lengths fit, and else the second. DataError `corrupt`.
 */
export function decodeLz4Hadoop(page: Uint8Array, size: number, where: string): Uint8Array {
  return framed(page, size, where) ?? decodeLz4(page, size, where)
}

function framed(page: Uint8Array, size: number, where: string): Uint8Array | undefined {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength)
  const out = new Uint8Array(size)
  let filled = 0
  let p = 0
  while (page.length - p >= HEADER_BYTES) {
    const inflated = view.getUint32(p)
    const stored = view.getUint32(p + 4)
    p += HEADER_BYTES
    if (stored > page.length - p || inflated > size - filled) return undefined
    const block = decoded(page.subarray(p, p + stored), inflated, where)
    if (block === undefined) return undefined
    out.set(block, filled)
    filled += inflated
    p += stored
  }
  return filled === size && p === page.length ? out : undefined
}

/** Undefined when it is no block of that size: then the lengths were none. */
function decoded(block: Uint8Array, size: number, where: string): Uint8Array | undefined {
  try {
    return decodeLz4(block, size, where)
  } catch (error) {
    if (error instanceof DataError) return undefined
    throw error
  }
}
