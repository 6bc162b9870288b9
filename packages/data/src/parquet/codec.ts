import * as zlib from 'node:zlib'
import { DataError } from '../error.ts'
import { MAX_PAGE_BYTES, MIB } from '../limits.ts'
import { decodeLz4 } from '../binary/lz4.ts'
import { decodeSnappy } from './snappy.ts'

const NAMES = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'] as const

/**
 * Decompresses a page to exactly `size` bytes, the size its header claims. DataError `corrupt` when it is another,
 * `too-large` beyond the cap of a page, `unsupported` for a codec this Node or reader lacks.
 */
export function decompress(codec: number, block: Uint8Array, size: number, where: string): Uint8Array {
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
      return block
    case 'SNAPPY':
      return decodeSnappy(block, size, where)
    case 'LZ4_RAW':
      return decodeLz4(block, size, where)
    case 'GZIP':
      return inflate(name, (options) => zlib.gunzipSync(block, options), size, where)
    case 'BROTLI':
      return inflate(name, (options) => zlib.brotliDecompressSync(block, options), size, where)
    case 'ZSTD':
      return zstd(block, size, where)
    case 'LZO':
    case 'LZ4':
    case undefined:
      break
  }
  const message = `is compressed with ${name ?? `codec ${codec}`}, which is not read; write Snappy, ZSTD or LZ4_RAW`
  throw new DataError('unsupported', where, message)
}

function zstd(block: Uint8Array, size: number, where: string): Uint8Array {
  // Not in Node 20, which the workspace still runs on; @types/node describes 24.
  const decode: typeof zlib.zstdDecompressSync | undefined = zlib.zstdDecompressSync
  if (decode === undefined) {
    const message = 'is compressed with ZSTD, which needs Node 22.15 or later; run on Node 24 or write Snappy'
    throw new DataError('unsupported', where, message)
  }
  return inflate('ZSTD', (options) => decode(block, options), size, where)
}

function inflate(
  codec: string,
  decode: (options: { maxOutputLength: number }) => Uint8Array,
  size: number,
  where: string,
): Uint8Array {
  if (size === 0) return new Uint8Array(0)
  let page: Uint8Array
  try {
    page = decode({ maxOutputLength: size })
  } catch (cause) {
    throw new DataError(
      'corrupt',
      where,
      `a page is not valid ${codec}, or larger than the ${size} bytes it claims`,
      { cause },
    )
  }
  if (page.length !== size)
    throw new DataError('corrupt', where, `a page claims ${size} bytes and holds ${page.length}`)
  return page
}
