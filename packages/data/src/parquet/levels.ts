import { DataError } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'

/** Which rows of a page hold a value: bytes of 0 and 1, undefined when all do. */
export interface Presence {
  readonly present: Uint8Array | undefined
  readonly values: number
}

const RLE = 3
const BIT_PACKED = 4

/** Definition levels of a flat optional column: level 1 is a value, 0 a null. */
export function decodeLevels(
  bytes: Uint8Array,
  start: number,
  end: number,
  rows: number,
  where: string,
  kernels: Kernels,
): Presence {
  const { present, ones: values } = kernels.levels(bytes.subarray(start, end), rows, where)
  return values === rows ? { present: undefined, values } : { present, values }
}

/** The levels at the head of a version 1 page, and where the values begin behind them. */
export function decodeLevelsV1(
  page: Uint8Array,
  encoding: number,
  rows: number,
  where: string,
  kernels: Kernels,
): Presence & { readonly next: number } {
  if (encoding === BIT_PACKED) return { ...bitPackedLevels(page, rows, where), next: (rows + 7) >>> 3 }
  if (encoding !== RLE) throw new DataError('unsupported', where, `definition levels in encoding ${encoding}`)
  if (page.length < 4) throw new DataError('truncated', where, 'a page ends before its definition levels')
  const length = (page[0]! | (page[1]! << 8) | (page[2]! << 16) | (page[3]! << 24)) >>> 0
  if (length > page.length - 4)
    throw new DataError('corrupt', where, 'definition levels reach beyond their page')
  return { ...decodeLevels(page, 4, 4 + length, rows, where, kernels), next: 4 + length }
}

/** Deprecated since 2013, most significant bit first, without a length. */
function bitPackedLevels(page: Uint8Array, rows: number, where: string): Presence {
  if (page.length * 8 < rows)
    throw new DataError('truncated', where, 'a page ends within its definition levels')
  const present = new Uint8Array(rows)
  let values = 0
  for (let i = 0; i < rows; i++) {
    const bit = (page[i >>> 3]! >>> (7 - (i & 7))) & 1
    present[i] = bit
    values += bit
  }
  return values === rows ? { present: undefined, values } : { present, values }
}
