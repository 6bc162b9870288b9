/** xxHash, 32 bits (github.com/Cyan4973/xxHash, doc/xxhash_spec.md), seed 0: the checksum of LZ4 frames. */
const PRIME_1 = 0x9e3779b1
const PRIME_2 = 0x85ebca77
const PRIME_3 = 0xc2b2ae3d
const PRIME_4 = 0x27d4eb2f
const PRIME_5 = 0x165667b1

export function xxHash32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = bytes.length
  let p = 0
  let hash: number
  if (length >= 16) {
    let a = (PRIME_1 + PRIME_2) | 0
    let b = PRIME_2 | 0
    let c = 0
    let d = -PRIME_1 | 0
    for (const stop = length - 16; p <= stop; p += 16) {
      a = round(a, view.getUint32(p, true))
      b = round(b, view.getUint32(p + 4, true))
      c = round(c, view.getUint32(p + 8, true))
      d = round(d, view.getUint32(p + 12, true))
    }
    hash = (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) | 0
  } else hash = PRIME_5
  hash = (hash + length) | 0
  for (; p + 4 <= length; p += 4)
    hash = Math.imul(rotate((hash + Math.imul(view.getUint32(p, true), PRIME_3)) | 0, 17), PRIME_4)
  for (; p < length; p++) hash = Math.imul(rotate((hash + Math.imul(bytes[p]!, PRIME_5)) | 0, 11), PRIME_1)
  hash = Math.imul(hash ^ (hash >>> 15), PRIME_2)
  hash = Math.imul(hash ^ (hash >>> 13), PRIME_3)
  return (hash ^ (hash >>> 16)) >>> 0
}

function round(lane: number, word: number): number {
  return Math.imul(rotate((lane + Math.imul(word, PRIME_2)) | 0, 13), PRIME_1)
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}
