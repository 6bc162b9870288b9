import { DataError } from '../error.ts'
import { MAX_PAGE_BYTES, MIB } from '../limits.ts'
import { decodeDeltas, lowWords } from './delta.ts'
import type { Slices } from './raw.ts'

/** DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes. DataError `truncated`, `corrupt`. */
export function decodeDeltaLength(bytes: Uint8Array, start: number, count: number, where: string): Slices {
  const deltas = decodeDeltas(bytes, start, bytes.length, count, where)
  const lengths = lowWords(deltas.words)
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  let p = deltas.next
  for (let i = 0; i < count; i++) {
    const length = lengths[i]!
    if (length < 0 || length > bytes.length - p) {
      throw new DataError('corrupt', where, `value ${i} of a page claims ${length} bytes`)
    }
    starts[i] = p
    p += length
    ends[i] = p
  }
  return { is: 'bytes', bytes, starts, ends }
}

/**
 * DELTA_BYTE_ARRAY: each value is a head of the one before and a tail of its own. The values together may be far larger
 * than the page (each may repeat a long one), so they are counted before they are built: `too-large` beyond a page's cap.
 */
export function decodeDeltaByteArray(bytes: Uint8Array, count: number, where: string): Slices {
  const heads = decodeDeltas(bytes, 0, bytes.length, count, where)
  const prefixes = lowWords(heads.words)
  const tails = decodeDeltaLength(bytes, heads.next, count, where)
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  let total = 0
  let previous = 0
  for (let i = 0; i < count; i++) {
    const prefix = prefixes[i]!
    if (prefix < 0 || prefix > previous) {
      throw new DataError('corrupt', where, `value ${i} of a page repeats ${prefix} bytes of ${previous}`)
    }
    previous = prefix + tails.ends[i]! - tails.starts[i]!
    starts[i] = total
    total += previous
    ends[i] = total
    if (total > MAX_PAGE_BYTES) {
      throw new DataError(
        'too-large',
        where,
        `the values of a page take more than ${MAX_PAGE_BYTES / MIB} MiB`,
      )
    }
  }
  const built = new Uint8Array(total)
  for (let i = 0; i < count; i++) {
    const start = starts[i]!
    const prefix = prefixes[i]!
    if (prefix > 0) built.copyWithin(start, starts[i - 1]!, starts[i - 1]! + prefix)
    built.set(tails.bytes.subarray(tails.starts[i], tails.ends[i]), start + prefix)
  }
  return { is: 'bytes', bytes: built, starts, ends }
}
