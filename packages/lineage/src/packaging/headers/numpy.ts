import type { ByteSource } from '@mlops-actions/data'
import { LineageError } from '../../error.ts'
import { type Found, inert } from '../found.ts'
import { foundPickle } from '../pickle/found.ts'

const MAX_HEADER_BYTES = 65_536

/** An `.npy` file (numpy/lib/format.py): plain numbers, or a pickle behind the header when its type holds objects. */
export async function readNumpy(path: string, source: ByteSource): Promise<Found> {
  const head = await source.read(0, Math.min(12, source.byteLength))
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  const wide = head[6] !== 1
  if (head.length < 12) throw new LineageError('corrupt', `${path}: ends within its header`)
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true)
  const start = wide ? 12 : 10
  if (length > MAX_HEADER_BYTES || start + length > source.byteLength)
    throw new LineageError('corrupt', `${path}: a header of ${length} bytes`)
  const header = new TextDecoder('latin1').decode(await source.read(start, length))
  const type = /'descr':\s*(.+?),\s*'fortran_order'/s.exec(header)?.[1]
  const shape = /'shape':\s*(\([^)]*\))/.exec(header)?.[1]
  if (type === undefined || shape === undefined)
    throw new LineageError('corrupt', `${path}: a header without type and shape`)
  if (!/'[|<>=]?O/.test(type)) return inert(path, 'npy', { type: type.replaceAll("'", ''), shape })
  const pickled = await foundPickle(path, 'npy', source, { start: start + length, end: source.byteLength })
  return { ...pickled, facts: { ...pickled.facts, type: 'objects', shape } }
}
