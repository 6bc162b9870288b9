import { DataError } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { decodeHybrid } from './rle.ts'

/** Which rows of a page hold a value: bytes of 0 and 1, undefined when all do. */
export interface Presence {
  readonly present: Uint8Array | undefined
  readonly values: number
}

const RLE = 3
const BIT_PACKED = 4

/**
 * Definition levels of a column in `depth` optional fields, its own and those of the structs around it: level `depth` is a
 * value, any below a null somewhere on the way.
 */
export function decodeLevels(
  bytes: Uint8Array,
  start: number,
  end: number,
  rows: number,
  depth: number,
  where: string,
  kernels: Kernels,
): Presence {
  if (depth > 1) return presenceOf(decodeHybrid(bytes, start, end, widthOf(depth), rows, where), depth, where)
  const { present, ones: values } = kernels.levels(bytes.subarray(start, end), rows, where)
  return values === rows ? { present: undefined, values } : { present, values }
}

/** The levels at the head of a version 1 page, and where the values begin behind them. */
export function decodeLevelsV1(
  page: Uint8Array,
  encoding: number,
  rows: number,
  depth: number,
  where: string,
  kernels: Kernels,
): Presence & { readonly next: number } {
  if (encoding === BIT_PACKED) {
    const next = Math.ceil((rows * widthOf(depth)) / 8)
    return { ...bitPackedLevels(page, rows, depth, where), next }
  }
  if (encoding !== RLE) throw new DataError('unsupported', where, `definition levels in encoding ${encoding}`)
  if (page.length < 4) throw new DataError('truncated', where, 'a page ends before its definition levels')
  const length = (page[0]! | (page[1]! << 8) | (page[2]! << 16) | (page[3]! << 24)) >>> 0
  if (length > page.length - 4)
    throw new DataError('corrupt', where, 'definition levels reach beyond their page')
  return { ...decodeLevels(page, 4, 4 + length, rows, depth, where, kernels), next: 4 + length }
}

/** Deprecated since 2013, most significant bit first, without a length. */
function bitPackedLevels(page: Uint8Array, rows: number, depth: number, where: string): Presence {
  const width = widthOf(depth)
  if (page.length * 8 < rows * width)
    throw new DataError('truncated', where, 'a page ends within its definition levels')
  const levels = new Uint32Array(rows)
  for (let i = 0, bit = 0; i < rows; i++) {
    let level = 0
    for (const end = bit + width; bit < end; bit++)
      level = (level << 1) | ((page[bit >>> 3]! >>> (7 - (bit & 7))) & 1)
    levels[i] = level
  }
  return presenceOf(levels, depth, where)
}

function presenceOf(levels: Uint32Array, depth: number, where: string): Presence {
  const present = new Uint8Array(levels.length)
  let values = 0
  for (let i = 0; i < levels.length; i++) {
    if (levels[i]! > depth)
      throw new DataError(
        'corrupt',
        where,
        `a definition level of ${levels[i]} where ${depth} is the highest`,
      )
    if (levels[i] === depth) {
      present[i] = 1
      values++
    }
  }
  return values === levels.length ? { present: undefined, values } : { present, values }
}

/** Bits of a level. */
function widthOf(depth: number): number {
  return 32 - Math.clz32(depth)
}
