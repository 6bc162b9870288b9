import { DataError } from '../error.ts'

/** Shortest match, which the token's low half counts from. */
const MIN_MATCH = 4

/** LZ4 block to exactly `size` bytes (lz4/doc/lz4_Block_format.md). DataError `corrupt` when it reads or writes otherwise. */
export function decodeLz4(block: Uint8Array, size: number, where: string): Uint8Array {
  const out = new Uint8Array(size)
  const end = block.length
  const corrupt = () => new DataError('corrupt', where, 'a page is not a valid LZ4 block')
  let p = 0
  let q = 0

  const extend = (length: number): number => {
    let total = length
    for (;;) {
      if (p >= end) throw corrupt()
      const c = block[p++]!
      total += c
      if (c !== 255) return total
    }
  }

  while (p < end) {
    const token = block[p++]!
    let literals = token >>> 4
    if (literals === 15) literals = extend(literals)
    if (literals > end - p || literals > size - q) throw corrupt()
    out.set(block.subarray(p, p + literals), q)
    p += literals
    q += literals
    if (p === end) break
    if (p + 2 > end) throw corrupt()
    const distance = block[p]! | (block[p + 1]! << 8)
    p += 2
    let length = token & 15
    if (length === 15) length = extend(length)
    length += MIN_MATCH
    if (distance === 0 || distance > q || length > size - q) throw corrupt()
    for (let from = q - distance, stop = q + length; q < stop; ) out[q++] = out[from++]!
  }
  if (q !== size) throw corrupt()
  return out
}
