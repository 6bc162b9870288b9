/** Values of a page as the file holds them, nulls left out: physical, not yet what they mean. */
export type Raw =
  | { readonly is: 'int32'; readonly values: Int32Array }
  /** Two words a value, the low one first. */
  | { readonly is: 'int64'; readonly words: Int32Array }
  | { readonly is: 'double'; readonly values: Float64Array }
  | { readonly is: 'boolean'; readonly values: Uint8Array }
  | Slices

/** Byte strings: value i is `bytes[starts[i], ends[i])`. */
export interface Slices {
  readonly is: 'bytes'
  readonly bytes: Uint8Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}

export function rawLength(raw: Raw): number {
  if (raw.is === 'int64') return raw.words.length >>> 1
  return raw.is === 'bytes' ? raw.starts.length : raw.values.length
}
