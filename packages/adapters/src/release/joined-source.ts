import type { ByteSource } from '@mlops-actions/data'

/** Sources one after the other as one. */
export function joined(name: string, parts: readonly ByteSource[]): ByteSource {
  const [only] = parts
  if (parts.length === 1 && only) return only
  const byteLength = parts.reduce((sum, part) => sum + part.byteLength, 0)
  return {
    name,
    byteLength,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > byteLength) {
        throw new RangeError(`${name}: bytes ${offset}+${length} of ${byteLength}`)
      }
      const bytes = new Uint8Array(length)
      let start = 0
      for (const part of parts) {
        const from = Math.max(offset, start)
        const to = Math.min(offset + length, start + part.byteLength)
        if (from < to) bytes.set(await part.read(from - start, to - from), from - offset)
        start += part.byteLength
      }
      return bytes
    },
    async close() {
      for (const part of parts) await part.close()
    },
  }
}
