import { DataError } from '../error.ts'

/**
 * The hybrid of run-length and bit-packed runs (parquet-format/Encodings.md): `count` integers of `width` bits from
 * `bytes[start, end)`. DataError `truncated` when the runs hold fewer, `corrupt` for a run no writer makes.
 */
export function decodeHybrid(
  bytes: Uint8Array,
  start: number,
  end: number,
  width: number,
  count: number,
  where: string,
): Uint32Array {
  const out = new Uint32Array(count)
  if (width === 0) return out
  if (width > 32) throw new DataError('corrupt', where, `a page holds integers of ${width} bits`)
  const valueBytes = (width + 7) >>> 3
  let p = start
  let done = 0
  while (done < count) {
    let header = 0
    let shift = 0
    let c = 0
    do {
      if (p >= end || shift > 28) throw endsEarly(where, done, count)
      c = bytes[p++]!
      header |= (c & 0x7f) << shift
      shift += 7
    } while (c >= 0x80)
    header >>>= 0
    if ((header & 1) === 1) {
      const groups = header >>> 1
      const values = Math.min(groups * 8, count - done)
      // Some writers cut the last group short; what is needed must be there.
      if (Math.ceil((values * width) / 8) > end - p) throw endsEarly(where, done, count)
      unpack(bytes, p, width, values, out, done)
      p += groups * width
      done += values
    } else {
      const values = Math.min(header >>> 1, count - done)
      if (valueBytes > end - p) throw endsEarly(where, done, count)
      let value = 0
      for (let i = 0; i < valueBytes; i++) value |= bytes[p++]! << (8 * i)
      out.fill(value, done, done + values)
      done += values
    }
  }
  return out
}

function endsEarly(where: string, done: number, count: number): DataError {
  return new DataError('truncated', where, `a page ends after ${done} of ${count} values`)
}

/** `count` integers of `width` bits (1 to 32), least significant bit first, into `out` from `at`. */
export function unpack(
  bytes: Uint8Array,
  start: number,
  width: number,
  count: number,
  out: Uint32Array,
  at: number,
): void {
  let p = start
  const end = at + count
  if (width === 8) {
    for (let i = at; i < end; i++) out[i] = bytes[p++]!
  } else if (width === 16) {
    for (let i = at; i < end; i++, p += 2) out[i] = bytes[p]! | (bytes[p + 1]! << 8)
  } else if (width <= 24) {
    const mask = (1 << width) - 1
    let held = 0
    let bits = 0
    for (let i = at; i < end; i++) {
      while (bits < width) {
        held |= bytes[p++]! << bits
        bits += 8
      }
      out[i] = held & mask
      held >>>= width
      bits -= width
    }
  } else {
    const mask = width === 32 ? 0xffffffff : (1 << width) - 1
    for (let i = at, bit = 0; i < end; i++, bit += width) out[i] = word(bytes, start, bit) & mask
  }
}

/** 32 bits from bit `bit` after `start`; zero beyond the end of `bytes`. */
export function word(bytes: Uint8Array, start: number, bit: number): number {
  const p = start + Math.floor(bit / 8)
  const shift = bit & 7
  const low = bytes[p]! | (bytes[p + 1]! << 8) | (bytes[p + 2]! << 16) | (bytes[p + 3]! << 24)
  return shift === 0 ? low : (low >>> shift) | (bytes[p + 4]! << (32 - shift))
}

/** The hybrid at one bit a value, into bytes of 0 and 1. The number of ones. */
export function decodeBits(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  where: string,
): number {
  const count = out.length
  let p = start
  let done = 0
  let ones = 0
  while (done < count) {
    let header = 0
    let shift = 0
    let c = 0
    do {
      if (p >= end || shift > 28) throw endsEarly(where, done, count)
      c = bytes[p++]!
      header |= (c & 0x7f) << shift
      shift += 7
    } while (c >= 0x80)
    header >>>= 0
    const packed = (header & 1) === 1
    const values = Math.min((header >>> 1) * (packed ? 8 : 1), count - done)
    const taken = packed ? (values + 7) >>> 3 : 1
    if (taken > end - p) throw endsEarly(where, done, count)
    if (packed) {
      ones += unpackBits(bytes, p, values, out, done)
      p += header >>> 1
    } else {
      const value = bytes[p++]!
      if (value > 1)
        throw new DataError('corrupt', where, `a level of ${value} stands where the highest is 1`)
      if (value === 1) {
        out.fill(1, done, done + values)
        ones += values
      }
    }
    done += values
  }
  return ones
}

/** Bits, least significant first, to bytes of 0 and 1. The number of ones. */
export function unpackBits(
  bytes: Uint8Array,
  start: number,
  count: number,
  out: Uint8Array,
  at: number,
): number {
  let ones = 0
  for (let i = 0; i < count; i++) {
    const bit = (bytes[start + (i >>> 3)]! >>> (i & 7)) & 1
    out[at + i] = bit
    ones += bit
  }
  return ones
}
