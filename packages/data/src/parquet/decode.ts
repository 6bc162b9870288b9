import { DataError } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { decodeByteStreamSplit } from './byte-stream-split.ts'
import { decodeDeltas, lowWords } from './delta.ts'
import { decodeDeltaByteArray, decodeDeltaLength } from './delta-byte-array.ts'
import { decodePlain } from './plain.ts'
import type { Raw } from './raw.ts'
import { decodeBits } from './rle.ts'
import { BOOLEAN, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY, INT32, INT64, type Leaf, TYPE_NAMES } from './schema.ts'

/** Encodings, by their number in the format. */
export const PLAIN = 0
export const PLAIN_DICTIONARY = 2
export const RLE_DICTIONARY = 8
const RLE = 3
const DELTA_BINARY_PACKED = 5
const DELTA_LENGTH_BYTE_ARRAY = 6
const DELTA_BYTE_ARRAY = 7
const BYTE_STREAM_SPLIT = 9

/**
 * `count` values of a page out of an encoding that needs no dictionary. DataError `unsupported` naming the encoding,
 * `truncated`, `corrupt`, `too-large`.
 */
export function decodeValues(
  encoding: number,
  bytes: Uint8Array,
  leaf: Leaf,
  count: number,
  where: string,
  kernels: Kernels,
): Raw {
  // A page of nulls may hold no bytes at all, not even a header of its encoding.
  if (count === 0) return decodePlain(bytes, leaf, 0, where)
  const type = leaf.type
  switch (encoding) {
    case PLAIN:
      return decodePlain(bytes, leaf, count, where, kernels)
    case RLE:
      if (type === BOOLEAN) return booleans(bytes, count, where)
      break
    case DELTA_BINARY_PACKED: {
      if (type !== INT32 && type !== INT64) break
      const { words } = decodeDeltas(bytes, 0, bytes.length, count, where)
      return type === INT64 ? { is: 'int64', words } : { is: 'int32', values: lowWords(words) }
    }
    case DELTA_LENGTH_BYTE_ARRAY:
      if (type === BYTE_ARRAY) return decodeDeltaLength(bytes, 0, count, where)
      break
    case DELTA_BYTE_ARRAY:
      if (type === BYTE_ARRAY || type === FIXED_LEN_BYTE_ARRAY) return checkWidths(bytes, leaf, count, where)
      break
    case BYTE_STREAM_SPLIT:
      return decodeByteStreamSplit(bytes, leaf, count, where)
    default:
      break
  }
  throw new DataError('unsupported', where, `${TYPE_NAMES[type]} values in encoding ${encoding}`)
}

/** A length in four bytes, then the hybrid at one bit. */
function booleans(bytes: Uint8Array, count: number, where: string): Raw {
  if (bytes.length < 4) throw new DataError('truncated', where, 'a page ends before its values')
  const length = (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0
  if (length > bytes.length - 4) throw new DataError('corrupt', where, 'booleans reach beyond their page')
  const values = new Uint8Array(count)
  decodeBits(bytes, 4, 4 + length, values, where)
  return { is: 'boolean', values }
}

function checkWidths(bytes: Uint8Array, leaf: Leaf, count: number, where: string): Raw {
  const slices = decodeDeltaByteArray(bytes, count, where)
  if (leaf.type === FIXED_LEN_BYTE_ARRAY) {
    for (let i = 0; i < count; i++) {
      if (slices.ends[i]! - slices.starts[i]! !== leaf.typeLength) {
        throw new DataError('corrupt', where, `value ${i} of a page is not ${leaf.typeLength} bytes long`)
      }
    }
  }
  return slices
}
