import type { ByteSource } from '@mlops-actions/data'
import { type Cursor, cursorOf } from '../../binary/window.ts'
import { LineageError } from '../../error.ts'
import { type Found, inert } from '../found.ts'

const MAX_KEYS = 65_536
/** Tokenisers put hundreds of thousands of texts into one array. */
const MAX_ITEMS = 4_000_000
/** Bytes of the fixed-size value types, by their number (ggml/docs/gguf.md, gguf_metadata_value_type). */
const FIXED: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
}
const STRING = 8
const ARRAY = 9

/**
 * The header of a GGUF file (versions 2 and 3): tensors, architecture, quantisation, context length.
 *
 * @throws LineageError `corrupt`, `unsupported`, `too-large`
 */
export async function readGguf(path: string, source: ByteSource): Promise<Found> {
  const cursor = cursorOf(source)
  cursor.skip(4)
  const version = await unsigned(cursor, 4)
  if (version !== 2 && version !== 3)
    throw new LineageError('unsupported', `${path}: GGUF version ${version}`)
  const tensors = await unsigned(cursor, 8)
  const keys = await unsigned(cursor, 8)
  if (keys > MAX_KEYS) throw new LineageError('too-large', `${path}: ${keys} keys`)
  const values = new Map<string, string>()
  for (let index = 0; index < keys; index++) {
    const key = await text(cursor)
    const value = await readValue(cursor, await unsigned(cursor, 4), path)
    if (value !== undefined) values.set(key, value)
  }
  const architecture = values.get('general.architecture')
  return inert(path, 'gguf', {
    version: String(version),
    tensors: String(tensors),
    architecture,
    name: values.get('general.name'),
    licence: values.get('general.license'),
    quantisation: values.get('general.file_type'),
    'context length': values.get(`${architecture}.context_length`),
  })
}

async function readValue(cursor: Cursor, type: number, path: string): Promise<string | undefined> {
  const size = FIXED[type]
  if (size !== undefined) {
    // Of the numbers only whole ones are facts anybody looks for.
    if (type === 4 || type === 10) return String(await unsigned(cursor, size))
    cursor.skip(size)
    return undefined
  }
  if (type === STRING) return text(cursor)
  if (type !== ARRAY) throw new LineageError('corrupt', `${path}: a value of unknown type ${type}`)
  const [item, count] = [await unsigned(cursor, 4), await unsigned(cursor, 8)]
  if (count > MAX_ITEMS) throw new LineageError('too-large', `${path}: an array of ${count}`)
  const itemSize = FIXED[item]
  if (itemSize !== undefined) cursor.skip(itemSize * count)
  else if (item === STRING) for (let at = 0; at < count; at++) cursor.skip(await unsigned(cursor, 8))
  else throw new LineageError('unsupported', `${path}: an array of arrays`)
  return undefined
}

async function text(cursor: Cursor): Promise<string> {
  const length = await unsigned(cursor, 8)
  if (length <= 65_536) return new TextDecoder().decode(await cursor.take(length))
  cursor.skip(length)
  return ''
}

async function unsigned(cursor: Cursor, size: number): Promise<number> {
  let value = 0
  for (const [at, byte] of (await cursor.take(size)).entries()) value += byte * 2 ** (8 * at)
  if (!Number.isSafeInteger(value)) throw new LineageError('corrupt', 'a length beyond any file')
  return value
}
