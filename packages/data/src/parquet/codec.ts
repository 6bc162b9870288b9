import * as zlib from 'node:zlib'
import { inflate, inflateZstd } from '../binary/inflate.ts'
import { decodeLz4 } from '../binary/lz4.ts'
import { DataError } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { typescriptKernels } from '../kernels/typescript.ts'
import { MAX_PAGE_BYTES, MIB } from '../limits.ts'
import { decodeLz4Hadoop } from './lz4-hadoop.ts'

const NAMES = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'] as const

/**
 * Decompresses a page to exactly `size` bytes, the size its header claims. DataError `corrupt` when it is another,
 * `too-large` beyond the cap of a page, `unsupported` for a codec this Node or reader lacks. What `kernels` decode is borrowed.
 */
export function decompress(
  codec: number,
  block: Uint8Array,
  size: number,
  where: string,
  kernels: Kernels = typescriptKernels,
): Uint8Array {
  if (size < 0 || size > MAX_PAGE_BYTES) {
    throw new DataError(
      'too-large',
      where,
      `a page claims ${size} bytes, at most ${MAX_PAGE_BYTES / MIB} MiB are read`,
    )
  }
  const name = NAMES[codec]
  switch (name) {
    case 'UNCOMPRESSED':
      if (block.length !== size)
        throw new DataError('corrupt', where, `a page of ${block.length} bytes claims ${size}`)
      return kernels.stored(block)
    case 'SNAPPY':
      return kernels.snappy(block, size, where)
    case 'LZ4_RAW':
      return decodeLz4(block, size, where)
    case 'GZIP':
      return inflate(name, (options) => zlib.gunzipSync(block, options), size, where)
    case 'BROTLI':
      return inflate(name, (options) => zlib.brotliDecompressSync(block, options), size, where)
    case 'ZSTD':
      return inflateZstd(block, size, where)
    case 'LZ4':
      return decodeLz4Hadoop(block, size, where)
    case 'LZO':
    case undefined:
      break
  }
  const message = `is compressed with ${name ?? `codec ${codec}`}, which is not read; write Snappy, ZSTD or LZ4_RAW`
  throw new DataError('unsupported', where, message)
}
