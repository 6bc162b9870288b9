import { createHash } from 'node:crypto'
import type { ByteSource } from '../byte-source.ts'
import { MIB } from '../limits.ts'

export interface DatasetDigest {
  readonly digest: `sha256:${string}`
  readonly byteLength: number
  readonly files: number
}

export interface DigestedFile {
  readonly key: string
  readonly sha256: string
  readonly byteLength: number
}

/** Bytes hashed at a time. */
const CHUNK_BYTES = MIB

/**
 * The identity of many files: sha256 over the lines `<sha256>  <path>` in the order of their paths, which is what
 * `sha256sum` prints of them, so `sha256sum <files> | sha256sum` gives the same number. Names count: in a partitioned
 * folder they are data.
 */
export function digestFiles(files: readonly DigestedFile[]): DatasetDigest {
  const hash = createHash('sha256')
  for (const { key, sha256 } of files) hash.update(`${sha256}  ${key}\n`)
  const byteLength = files.reduce((sum, file) => sum + file.byteLength, 0)
  return { digest: `sha256:${hash.digest('hex')}`, byteLength, files: files.length }
}

/** sha256 of a whole source, in hex, a chunk at a time. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  for (let offset = 0; offset < source.byteLength; offset += CHUNK_BYTES)
    hash.update(await source.read(offset, Math.min(CHUNK_BYTES, source.byteLength - offset)))
  return hash.digest('hex')
}
