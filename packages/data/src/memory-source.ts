import type { ByteSource } from './byte-source.ts'
import { checkRange } from './file-source.ts'

/** Bytes already in memory. They are not copied: do not change them while the source is open. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    byteLength: bytes.byteLength,
    async read(offset, length) {
      checkRange(name, bytes.byteLength, offset, length)
      return bytes.subarray(offset, offset + length)
    },
    async close() {},
  }
}
