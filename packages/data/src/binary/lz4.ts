import { DataError } from '../error.ts'

/** Shortest match, which the token's low half counts from. */
const MIN_MATCH = 4

/** LZ4 block to exactly `size` bytes (lz4/doc/lz4_Block_format.md). DataError `corrupt` when it reads or writes otherwise. */
export function decodeLz4(block: Uint8Array, size: number, where: string): Uint8Array {
  const out = new Uint8Array(size)
  if (decodeLz4Into(block, out, 0, 0, where) !== size) throw corrupt(where)
  return out
}

/**
 * LZ4 block into `out` from `at`; where it ended. Matches reach back to `floor`: frames may link their blocks. DataError
 * `corrupt` when it reads or writes beyond what it may.
 */
export function decodeLz4Into(
  block: Uint8Array,
  out: Uint8Array,
  at: number,
  floor: number,
  where: string,
): number {
  const end = block.length
  const size = out.length
  let p = 0
  let q = at

  const extend = (length: number): number => {
    let total = length
    for (;;) {
      if (p >= end) throw corrupt(where)
      const c = block[p++]!
      total += c
      if (c !== 255) return total
    }
  }

  while (p < end) {
    const token = block[p++]!
    let literals = token >>> 4
    if (literals === 15) literals = extend(literals)
    if (literals > end - p || literals > size - q) throw corrupt(where)
    if (literals > 32) {
      out.set(block.subarray(p, p + literals), q)
      p += literals
      q += literals
    } else for (const stop = p + literals; p < stop; ) out[q++] = block[p++]!
    if (p === end) break
    if (p + 2 > end) throw corrupt(where)
    const distance = block[p]! | (block[p + 1]! << 8)
    p += 2
    let length = token & 15
    if (length === 15) length = extend(length)
    length += MIN_MATCH
    if (distance === 0 || distance > q - floor || length > size - q) throw corrupt(where)
    // Byte by byte: a match may overlap what it writes, that is how runs are coded.
    for (let from = q - distance, stop = q + length; q < stop; ) out[q++] = out[from++]!
  }
  return q
}

function corrupt(where: string): DataError {
  return new DataError('corrupt', where, 'is not a valid LZ4 block')
}
