import { DataError } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { typescriptKernels } from '../kernels/typescript.ts'
import type { Raw, Slices } from './raw.ts'
import { unpackBits } from './rle.ts'
import {
  BOOLEAN,
  BYTE_ARRAY,
  DOUBLE,
  FIXED_LEN_BYTE_ARRAY,
  FLOAT,
  INT32,
  INT64,
  INT96,
  type Leaf,
} from './schema.ts'

/** Bytes of one value of a physical type; 0 where they vary or are bits. */
export function valueBytes(leaf: Pick<Leaf, 'type' | 'typeLength'>): number {
  switch (leaf.type) {
    case INT32:
    case FLOAT:
      return 4
    case INT64:
    case DOUBLE:
      return 8
    case INT96:
      return 12
    case FIXED_LEN_BYTE_ARRAY:
      return leaf.typeLength
    default:
      return 0
  }
}

/** PLAIN: `count` values one after another, little-endian. DataError `truncated`, `corrupt`. */
export function decodePlain(
  bytes: Uint8Array,
  leaf: Leaf,
  count: number,
  where: string,
  kernels: Kernels = typescriptKernels,
): Raw {
  const needed = leaf.type === BOOLEAN ? (count + 7) >>> 3 : valueBytes(leaf) * count
  if (needed > bytes.length) {
    throw new DataError(
      'truncated',
      where,
      `a page of ${bytes.length} bytes should hold ${count} values (${needed} bytes)`,
    )
  }
  switch (leaf.type) {
    case BOOLEAN: {
      const values = new Uint8Array(count)
      unpackBits(bytes, 0, count, values, 0)
      return { is: 'boolean', values }
    }
    case INT32:
      return { is: 'int32', values: new Int32Array(aligned(bytes, needed)) }
    case INT64:
      return { is: 'int64', words: new Int32Array(aligned(bytes, needed)) }
    case FLOAT:
      return { is: 'double', values: new Float64Array(new Float32Array(aligned(bytes, needed))) }
    case DOUBLE:
      return { is: 'double', values: kernels.doubles(bytes, count) }
    case BYTE_ARRAY:
      return byteArrays(bytes, count, where)
    default:
      return fixedSlices(bytes, count, valueBytes(leaf))
  }
}

/** A copy of its own: a page may begin at any byte, a Float64Array only at every eighth. */
function aligned(bytes: Uint8Array, length: number): ArrayBuffer {
  const copy = new Uint8Array(length)
  copy.set(bytes.subarray(0, length))
  return copy.buffer
}

/** Values of `width` bytes each, side by side. */
export function fixedSlices(bytes: Uint8Array, count: number, width: number): Slices {
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    starts[i] = i * width
    ends[i] = (i + 1) * width
  }
  return { is: 'bytes', bytes, starts, ends }
}

function byteArrays(bytes: Uint8Array, count: number, where: string): Slices {
  // Each value takes four bytes at least: a count that cannot be met is refused before it is allocated.
  if (count * 4 > bytes.length)
    throw new DataError('truncated', where, `a page of ${bytes.length} bytes should hold ${count} values`)
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  let p = 0
  for (let i = 0; i < count; i++) {
    if (p + 4 > bytes.length)
      throw new DataError('truncated', where, `a page ends after ${i} of ${count} values`)
    const length = (bytes[p]! | (bytes[p + 1]! << 8) | (bytes[p + 2]! << 16) | (bytes[p + 3]! << 24)) >>> 0
    p += 4
    if (length > bytes.length - p)
      throw new DataError('corrupt', where, `value ${i} of a page claims ${length} bytes`)
    starts[i] = p
    p += length
    ends[i] = p
  }
  return { is: 'bytes', bytes, starts, ends }
}
