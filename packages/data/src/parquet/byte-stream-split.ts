import { DataError } from '../error.ts'
import { decodePlain, valueBytes } from './plain.ts'
import type { Raw } from './raw.ts'
import type { Leaf } from './schema.ts'

/** BYTE_STREAM_SPLIT: all first bytes, then all second bytes, ...; put back together it is PLAIN. */
export function decodeByteStreamSplit(bytes: Uint8Array, leaf: Leaf, count: number, where: string): Raw {
  const width = valueBytes(leaf)
  if (width === 0) throw new DataError('corrupt', where, 'values without a width are split by byte')
  if (bytes.length !== width * count) {
    throw new DataError(
      'corrupt',
      where,
      `a page of ${bytes.length} bytes should hold ${count} values of ${width}`,
    )
  }
  const joined = new Uint8Array(width * count)
  for (let byte = 0; byte < width; byte++) {
    const from = byte * count
    for (let i = 0, to = byte; i < count; i++, to += width) joined[to] = bytes[from + i]!
  }
  return decodePlain(joined, leaf, count, where)
}
