import { DataError } from '../error.ts'
import { decodeLz4Into } from './lz4.ts'
import { xxHash32 } from './xxhash32.ts'

const MAGIC = 0x184d2204
const CHECKSUM_BYTES = 4
/** The highest bit of a block's length: it is stored as it is. */
const STORED = 0x80000000
/** A byte of a match's length stands for 255 bytes at most: a larger claim is refused before it is allocated. */
const MAX_RATIO = 255

/**
 * One LZ4 frame to exactly `size` bytes (lz4/doc/lz4_Frame_format.md), its checksums compared. DataError `corrupt` when
 * it holds anything else.
 */
export function decodeLz4Frame(frame: Uint8Array, size: number, where: string): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const corrupt = (what: string) => new DataError('corrupt', where, `is no valid LZ4 frame: ${what}`)
  const need = (offset: number, length: number) => {
    if (length > frame.length - offset) throw corrupt('it ends early')
  }
  need(0, 7)
  if (view.getUint32(0, true) !== MAGIC) throw corrupt('it does not begin as one')
  const flags = frame[4]!
  if (flags >>> 6 !== 1) throw corrupt(`version ${flags >>> 6}`)
  const independent = (flags & 0x20) !== 0
  const blockChecksums = (flags & 0x10) !== 0
  const contentChecksum = (flags & 0x04) !== 0
  if ((flags & 0x01) !== 0) throw corrupt('it needs a dictionary')
  let p = 6 + ((flags & 0x08) === 0 ? 0 : 8)
  need(p, 1)
  if (frame[p] !== ((xxHash32(frame.subarray(4, p)) >>> 8) & 0xff)) throw corrupt('its header is damaged')
  p++

  const check = (bytes: Uint8Array, offset: number) => {
    need(offset, CHECKSUM_BYTES)
    if (view.getUint32(offset, true) !== xxHash32(bytes)) throw corrupt('a checksum does not match')
  }

  if (size > frame.length * MAX_RATIO) throw corrupt(`it cannot hold the ${size} bytes it claims`)
  const out = new Uint8Array(size)
  let q = 0
  for (;;) {
    need(p, 4)
    const head = view.getUint32(p, true)
    p += 4
    if (head === 0) break
    const length = head & ~STORED
    need(p, length)
    const block = frame.subarray(p, p + length)
    p += length
    if (blockChecksums) {
      check(block, p)
      p += CHECKSUM_BYTES
    }
    if ((head & STORED) === 0) q = decodeLz4Into(block, out, q, independent ? q : 0, where)
    else {
      if (length > size - q) throw corrupt('it is larger than it claims')
      out.set(block, q)
      q += length
    }
  }
  if (q !== size) throw corrupt(`it holds ${q} of the ${size} bytes it claims`)
  if (contentChecksum) check(out, p)
  return out
}
