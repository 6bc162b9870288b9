import { decodeTexts } from '../binary/texts.ts'
import { DataError } from '../error.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { typescriptKernels } from '../kernels/typescript.ts'
import type { Interner } from '../text/interner.ts'
import type { Values } from './convert.ts'
import type { Slices } from './raw.ts'

/** The distinct values of a column chunk. */
export type Dictionary =
  | { readonly is: 'values'; readonly values: Float64Array | BigInt64Array | Uint8Array }
  /** Distinct texts with their bytes, which pages behind an overflowed dictionary are matched with. */
  | {
      readonly is: 'text'
      readonly texts: readonly string[]
      readonly slices: Slices
      readonly codes: Uint32Array
    }

/** Indexes of a data page: a byte of bit width, then the hybrid. Every one is below `size`, or DataError `corrupt`. */
export function decodeIndexes(
  bytes: Uint8Array,
  count: number,
  size: number,
  where: string,
  kernels: Kernels = typescriptKernels,
): Uint32Array {
  if (count === 0) return new Uint32Array(0)
  if (bytes.length < 1) throw new DataError('truncated', where, 'a page ends before its dictionary indexes')
  const { values: indexes, highest } = kernels.hybrid(bytes.subarray(1), bytes[0]!, count, where)
  if (highest >= size)
    throw new DataError('corrupt', where, `index ${highest} into a dictionary of ${size} values`)
  return indexes
}

/**
 * The dictionary of a chunk. Writers make no text twice; when one is there all the same both get one code, so that a
 * category is never counted as two.
 */
export function createDictionary(values: Values, interner: Interner, where: string): Dictionary {
  if (!('is' in values)) return { is: 'values', values }
  interner.clear()
  const { bytes, starts, ends } = values
  const codes = new Uint32Array(starts.length)
  for (let i = 0; i < codes.length; i++) codes[i] = interner.intern(bytes, starts[i]!, ends[i]!)
  return { is: 'text', texts: decodeTexts(interner, 0, where), slices: values, codes }
}

export function dictionarySize(dictionary: Dictionary): number {
  return dictionary.is === 'values' ? dictionary.values.length : dictionary.codes.length
}

/** What the indexes stand for. */
export function gather(
  dictionary: Dictionary,
  indexes: Uint32Array,
  kernels: Kernels,
): Float64Array | BigInt64Array | Uint8Array | Uint32Array {
  if (dictionary.is === 'text') {
    const { codes, texts } = dictionary
    // No text twice: each index is its code.
    if (texts.length === codes.length) return indexes
    for (let i = 0; i < indexes.length; i++) indexes[i] = codes[indexes[i]!]!
    return indexes
  }
  const { values } = dictionary
  if (values instanceof Float64Array) return kernels.gather(values, indexes)
  if (values instanceof BigInt64Array) {
    const out = new BigInt64Array(indexes.length)
    for (let i = 0; i < out.length; i++) out[i] = values[indexes[i]!]!
    return out
  }
  return Uint8Array.from(indexes, (index) => values[index]!)
}
