import type { Value } from './values.ts'

/** What follows the BUILD of a joblib array wrapper: raw bytes, a nested pickle of objects, or nothing. */
export type RawArray =
  | { readonly byteLength: number; readonly padded: boolean }
  | 'objects'
  | 'unknown'
  | undefined

const WRAPPERS = [
  'joblib.numpy_pickle.NumpyArrayWrapper',
  'sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper',
]

/**
 * joblib writes arrays into the pickle's own stream, after the BUILD of a wrapper that says their shape and type
 * (joblib/numpy_pickle.py, `NumpyArrayWrapper.read_array`). With an alignment, one byte comes first that says how many
 * bytes of padding follow it.
 *
 * @returns undefined for any other object
 */
export function joblibArrayBytes(made: Value, state: Value): RawArray {
  if (made.kind !== 'made' || !WRAPPERS.includes(classOf(made))) return undefined
  if (state.kind !== 'dict') return 'unknown'
  const dtype = itemOf(state.entries.get('dtype'))
  if (dtype === 'objects' || dtype === 'unknown') return dtype
  const count = countOf(state.entries.get('shape'))
  if (count === undefined) return 'unknown'
  return {
    byteLength: count * dtype,
    padded: state.entries.get('numpy_array_alignment_bytes')?.kind === 'number',
  }
}

function classOf(made: Extract<Value, { readonly kind: 'made' }>): string {
  const [first] = made.args.kind === 'tuple' ? made.args.items : []
  // Before protocol 2 an instance is made by a helper that takes its class.
  return /^copy_?reg\._reconstructor$/.test(made.by) && first?.kind === 'global' ? first.name : made.by
}

/** Bytes of one item: `numpy.dtype('f8', ...)`. */
function itemOf(dtype: Value | undefined): number | 'objects' | 'unknown' {
  if (dtype?.kind !== 'made' || dtype.by !== 'numpy.dtype' || dtype.args.kind !== 'tuple') return 'unknown'
  const [name] = dtype.args.items
  const found = name?.kind === 'text' ? /^[<>|=]?([biufcmMOSUVa])(\d{1,9})$/.exec(name.text) : undefined
  if (!found) return 'unknown'
  const size = Number(found[2])
  if (found[1] === 'O') return 'objects'
  if (found[1] === 'U') return size * 4
  return found[1] === 'V' ? structured(dtype.state, size) : size
}

/** A record type says in the flags at the end of its state whether a field holds objects (NPY_ITEM_REFCOUNT, 1). */
function structured(state: Value | undefined, size: number): number | 'objects' | 'unknown' {
  const flags = state?.kind === 'tuple' ? state.items.at(-1) : undefined
  if (flags?.kind !== 'number') return 'unknown'
  return (flags.value & 1) === 1 ? 'objects' : size
}

function countOf(shape: Value | undefined): number | undefined {
  if (shape?.kind !== 'tuple') return undefined
  let count = 1
  for (const item of shape.items) {
    if (item.kind !== 'number' || item.value < 0) return undefined
    count *= item.value
  }
  return Number.isSafeInteger(count) ? count : undefined
}
