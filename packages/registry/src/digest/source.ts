import { createHash } from 'node:crypto'
import type { ByteSource } from '@mlops-actions/data'
import type { Digest } from '@mlops-actions/report'

/** Read in pieces of this many bytes: large enough for disk and hash throughput, small enough for any runner. */
const CHUNK_BYTES = 1 << 20

/** `sha256:<hex>` of bytes in memory. */
export function digestBytes(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/**
 * `sha256:<hex>` of everything in a source, in constant memory. The source stays open; its read errors pass through.
 */
export async function digestSource(source: ByteSource): Promise<Digest> {
  const hash = createHash('sha256')
  const { byteLength } = source
  if (source.readInto) {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, byteLength))
    for (let offset = 0; offset < byteLength; offset += chunk.byteLength) {
      const part = chunk.subarray(0, Math.min(chunk.byteLength, byteLength - offset))
      await source.readInto(offset, part)
      hash.update(part)
    }
  } else {
    for await (const chunk of chunksOf(source)) hash.update(chunk)
  }
  return `sha256:${hash.digest('hex')}`
}

/** A source from its first byte to its last, in order, at most 1 MiB at a time. */
export async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.byteLength; offset += CHUNK_BYTES) {
    yield await source.read(offset, Math.min(CHUNK_BYTES, source.byteLength - offset))
  }
}

/** The 64 hex digits of a digest. */
export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}
