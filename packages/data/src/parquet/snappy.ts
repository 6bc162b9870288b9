import { DataError } from '../error.ts'

/**
 * Snappy block to exactly `size` bytes (google/snappy, format_description.txt). DataError `corrupt` when the block says,
 * reads or writes otherwise.
 */
export function decodeSnappy(block: Uint8Array, size: number, where: string): Uint8Array {
  const end = block.length
  const corrupt = () => new DataError('corrupt', where, 'a page is not valid Snappy')
  let p = 0
  let claimed = 0
  for (let scale = 1; ; scale *= 128) {
    if (p >= end || p > 4) throw corrupt()
    const c = block[p++]!
    claimed += (c & 0x7f) * scale
    if (c < 0x80) break
  }
  if (claimed !== size) throw corrupt()
  const out = new Uint8Array(size)
  let q = 0
  while (p < end) {
    const tag = block[p++]!
    if ((tag & 3) === 0) {
      let length = (tag >>> 2) + 1
      if (length > 60) {
        const extra = length - 60
        if (extra > end - p) throw corrupt()
        length = 1
        for (let i = 0, scale = 1; i < extra; i++, scale *= 256) length += block[p++]! * scale
      }
      if (length > end - p || length > size - q) throw corrupt()
      if (length > 32) {
        out.set(block.subarray(p, p + length), q)
        p += length
        q += length
      } else for (const stop = p + length; p < stop; ) out[q++] = block[p++]!
      continue
    }
    let length: number
    let distance: number
    if ((tag & 3) === 1) {
      if (p >= end) throw corrupt()
      length = ((tag >>> 2) & 7) + 4
      distance = ((tag >>> 5) << 8) | block[p++]!
    } else if ((tag & 3) === 2) {
      if (p + 2 > end) throw corrupt()
      length = (tag >>> 2) + 1
      distance = block[p]! | (block[p + 1]! << 8)
      p += 2
    } else {
      if (p + 4 > end) throw corrupt()
      length = (tag >>> 2) + 1
      distance = (block[p]! | (block[p + 1]! << 8) | (block[p + 2]! << 16) | (block[p + 3]! << 24)) >>> 0
      p += 4
    }
    if (distance === 0 || distance > q || length > size - q) throw corrupt()
    // Byte by byte: a copy may overlap what it writes, that is how runs are coded.
    for (let from = q - distance, stop = q + length; q < stop; ) out[q++] = out[from++]!
  }
  if (q !== size) throw corrupt()
  return out
}
