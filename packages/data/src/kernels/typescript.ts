import { decodeBits, decodeHybrid } from '../parquet/rle.ts'
import { decodeSnappy } from '../parquet/snappy.ts'
import { createCounter } from './count.ts'
import type { Kernels } from './kernels.ts'

/** Plain loops over typed arrays: no start-up, and what the compiled kernels are held against. */
export const typescriptKernels: Kernels = {
  made: 'typescript',
  begin() {},
  own: (array) => array,
  stored: (bytes) => bytes.slice(),
  snappy: decodeSnappy,
  hybrid(bytes, width, count, where) {
    const values = decodeHybrid(bytes, 0, bytes.length, width, count, where)
    let highest = 0
    for (let i = 0; i < count; i++) if (values[i]! > highest) highest = values[i]!
    return { values, highest }
  },
  levels(bytes, count, where) {
    const present = new Uint8Array(count)
    return { present, ones: decodeBits(bytes, 0, bytes.length, present, where) }
  },
  doubles(bytes, count) {
    // A copy of its own: a page may begin at any byte, a Float64Array only at every eighth.
    const copy = new Uint8Array(count * 8)
    copy.set(bytes.subarray(0, count * 8))
    return new Float64Array(copy.buffer)
  },
  gather(dictionary, indexes) {
    const out = new Float64Array(indexes.length)
    for (let i = 0; i < out.length; i++) out[i] = dictionary[indexes[i]!]!
    return out
  },
  sort(values) {
    values.sort()
  },
  counter: createCounter,
}
