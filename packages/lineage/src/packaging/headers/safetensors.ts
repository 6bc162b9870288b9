import type { ByteSource } from '@mlops-actions/data'
import { LineageError } from '../../error.ts'
import { parseWideJson, recordOf, textOf } from '../../text/json.ts'
import { type Found, inert, some } from '../found.ts'

/** The format's own limit (safetensors/src/tensor.rs, MAX_HEADER_SIZE). */
const MAX_HEADER_BYTES = 100_000_000

/**
 * The header of a safetensors file: eight bytes of length, then JSON. Tensors must cover the rest of the file without gaps
 * or overlaps, as the format demands: hidden bytes are how one file is two.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
export async function readSafetensors(path: string, source: ByteSource): Promise<Found> {
  const corrupt = (why: string): LineageError => new LineageError('corrupt', `${path}: ${why}`)
  if (source.byteLength < 8) throw corrupt('is too short for a safetensors file')
  const head = await source.read(0, 8)
  const length = Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true))
  if (length > MAX_HEADER_BYTES) throw new LineageError('too-large', `${path}: a header of ${length} bytes`)
  if (8 + length > source.byteLength) throw corrupt('ends within its header')
  const header = recordOf(parseWideJson(new TextDecoder().decode(await source.read(8, length)), path))
  const { __metadata__: metadata, ...tensors } = header
  const types = new Map<string, number>()
  const spans: (readonly [number, number])[] = []
  let parameters = 0
  for (const value of Object.values(tensors)) {
    const tensor = recordOf(value)
    const [start, end] = Array.isArray(tensor['data_offsets']) ? (tensor['data_offsets'] as unknown[]) : []
    const shape = tensor['shape']
    const type = textOf(tensor['dtype'], 16)
    if (
      typeof start !== 'number' ||
      typeof end !== 'number' ||
      end < start ||
      !Array.isArray(shape) ||
      type === undefined
    ) {
      throw corrupt('has a tensor without type, shape and place')
    }
    const count = shape.reduce<number>((product, size) => product * Number(size), 1)
    parameters += count
    types.set(type, (types.get(type) ?? 0) + count)
    spans.push([start, end])
  }
  spans.sort(([a], [b]) => a - b)
  const covered = spans.reduce((at, [start, end]) => (start === at ? end : Number.NaN), 0)
  if (covered !== source.byteLength - 8 - length) throw corrupt('its tensors do not cover the file')
  return inert(path, 'safetensors', {
    tensors: String(spans.length),
    parameters: String(parameters),
    types: some([...types.keys()].sort()),
    'written by': textOf(recordOf(metadata)['format'], 64),
  })
}
