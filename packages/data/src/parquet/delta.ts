import { DataError } from '../error.ts'
import { unpack, word } from './rle.ts'

/** Integers in two words each, and the offset behind them. */
export interface Deltas {
  readonly words: Int32Array
  readonly next: number
}

/** Values in a block; writers use 128 or 256. */
const MAX_BLOCK = 1 << 16

/**
 * DELTA_BINARY_PACKED: blocks of bit-packed differences above a block's least difference, in 64-bit arithmetic that
 * wraps; for 32-bit columns the low word is the value. DataError `truncated`, `corrupt`.
 */
export function decodeDeltas(
  bytes: Uint8Array,
  start: number,
  end: number,
  count: number,
  where: string,
): Deltas {
  const cursor = { p: start, end, where }
  const block = varint(bytes, cursor)
  const miniblocks = varint(bytes, cursor)
  const total = varint(bytes, cursor)
  const perMiniblock = block / miniblocks
  const shaped = block > 0 && block <= MAX_BLOCK && Number.isInteger(perMiniblock) && perMiniblock % 8 === 0
  if (!shaped)
    throw new DataError('corrupt', where, `delta blocks of ${block} values in ${miniblocks} miniblocks`)
  if (total !== count)
    throw new DataError('corrupt', where, `a page of ${count} values claims ${total} deltas`)
  const words = new Int32Array(count * 2)
  const value = { low: 0, high: 0 }
  zigzag(bytes, cursor, value)
  if (count > 0) store(words, 0, value)
  const least = { low: 0, high: 0 }
  const lows = new Uint32Array(perMiniblock)
  const highs = new Uint32Array(perMiniblock)
  for (let done = 1; done < count; ) {
    zigzag(bytes, cursor, least)
    const widths = cursor.p
    if (miniblocks > end - widths) throw truncated(where)
    cursor.p += miniblocks
    for (let mini = 0; mini < miniblocks && done < count; mini++) {
      const width = bytes[widths + mini]!
      const values = Math.min(perMiniblock, count - done)
      if (width > 64) throw new DataError('corrupt', where, `deltas of ${width} bits`)
      if (Math.ceil((values * width) / 8) > end - cursor.p) throw truncated(where)
      unpackWide(bytes, cursor.p, width, values, lows, highs)
      cursor.p += (perMiniblock / 8) * width
      accumulate(words, done, values, lows, highs, least, value)
      done += values
    }
  }
  return { words, next: Math.min(cursor.p, end) }
}

/** The low words: lengths, and 32-bit columns. */
export function lowWords(words: Int32Array): Int32Array {
  const values = new Int32Array(words.length >>> 1)
  for (let i = 0; i < values.length; i++) values[i] = words[i * 2]!
  return values
}

interface Cursor {
  p: number
  readonly end: number
  readonly where: string
}

interface Int64 {
  low: number
  high: number
}

function store(words: Int32Array, index: number, value: Int64): void {
  words[index * 2] = value.low
  words[index * 2 + 1] = value.high
}

function accumulate(
  words: Int32Array,
  from: number,
  count: number,
  lows: Uint32Array,
  highs: Uint32Array,
  least: Int64,
  value: Int64,
): void {
  let { low, high } = value
  for (let i = 0; i < count; i++) {
    // Sums of three unsigned words: the carry is at most 2.
    const sum = (low >>> 0) + (least.low >>> 0) + lows[i]!
    low = sum | 0
    high = (high + least.high + highs[i]! + Math.floor(sum / 0x100000000)) | 0
    words[(from + i) * 2] = low
    words[(from + i) * 2 + 1] = high
  }
  value.low = low
  value.high = high
}

function unpackWide(
  bytes: Uint8Array,
  start: number,
  width: number,
  count: number,
  lows: Uint32Array,
  highs: Uint32Array,
): void {
  highs.fill(0)
  if (width === 0) lows.fill(0)
  else if (width <= 32) unpack(bytes, start, width, count, lows, 0)
  else {
    const mask = width === 64 ? 0xffffffff : (1 << (width - 32)) - 1
    for (let i = 0, bit = 0; i < count; i++, bit += width) {
      lows[i] = word(bytes, start, bit)
      highs[i] = word(bytes, start, bit + 32) & mask
    }
  }
}

function varint(bytes: Uint8Array, cursor: Cursor): number {
  let value = 0
  let scale = 1
  for (let i = 0; i < 5; i++) {
    if (cursor.p >= cursor.end) throw truncated(cursor.where)
    const c = bytes[cursor.p++]!
    value += (c & 0x7f) * scale
    if (c < 0x80) return value
    scale *= 128
  }
  throw new DataError('corrupt', cursor.where, 'a delta header holds an integer of more than five bytes')
}

/** A zigzag varint of up to 64 bits. */
function zigzag(bytes: Uint8Array, cursor: Cursor, into: Int64): void {
  let low = 0
  let high = 0
  for (let shift = 0; ; shift += 7) {
    if (cursor.p >= cursor.end) throw truncated(cursor.where)
    if (shift > 63) throw new DataError('corrupt', cursor.where, 'a delta of more than 64 bits')
    const c = bytes[cursor.p++]!
    const bits = c & 0x7f
    if (shift < 28) low |= bits << shift
    else if (shift === 28) {
      low |= bits << 28
      high |= bits >>> 4
    } else high |= bits << (shift - 32)
    if (c < 0x80) break
  }
  const sign = -(low & 1)
  into.low = ((low >>> 1) | (high << 31)) ^ sign
  into.high = (high >>> 1) ^ sign
}

function truncated(where: string): DataError {
  return new DataError('truncated', where, 'a page ends within its deltas')
}
