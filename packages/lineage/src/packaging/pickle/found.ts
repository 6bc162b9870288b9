import type { ByteSource } from '@mlops-actions/data'
import { memorySource } from '@mlops-actions/data'
import { gunzipSync, inflateSync } from 'node:zlib'
import { LineageError } from '../../error.ts'
import { type Found, known, some } from '../found.ts'
import { familiarityOf } from './judge.ts'
import { scanPickle } from './scan.ts'

/** joblib's compressed files are unpacked in memory to be scanned. */
const MAX_UNPACKED_BYTES = 512 * 2 ** 20

/** A pickle of any kind as a finding: what it imports, and what of that is wrong. */
export async function foundPickle(
  path: string,
  format: string,
  source: ByteSource,
  range: { readonly start: number; readonly end: number } = { start: 0, end: source.byteLength },
): Promise<Found> {
  const base = { path, format, runsCode: 'it is a pickle: loading it imports and calls what it names' }
  try {
    const { packing, content } = await unpacked(source, range)
    const scan = await scanPickle(
      content,
      content === source ? range.start : 0,
      content === source ? range.end : undefined,
    )
    const by = (kind: string): readonly string[] =>
      scan.globals.filter((name) => familiarityOf(name) === kind)
    const facts = known({
      compression: packing,
      imports: some(by('usual')),
      unfamiliar: some(by('unfamiliar')),
      dangerous: some(by('dangerous')),
    })
    return { ...base, facts, dangers: by('dangerous'), unfamiliar: by('unfamiliar') }
  } catch (error) {
    if (!(error instanceof LineageError)) throw error
    return { ...base, facts: {}, dangers: [], unfamiliar: [], unread: error.message }
  }
}

async function unpacked(
  source: ByteSource,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<{ readonly packing?: string; readonly content: ByteSource }> {
  const head = Buffer.from(await source.read(start, Math.min(8, end - start)))
  const packing = packingOf(head)
  if (packing === undefined) return { content: source }
  if (packing !== 'zlib' && packing !== 'gzip') {
    throw new LineageError(
      'unsupported',
      `${source.name}: compressed with ${packing}, which is not unpacked here`,
    )
  }
  if (end - start > MAX_UNPACKED_BYTES)
    throw new LineageError('too-large', `${source.name}: too large to unpack`)
  const bytes = await source.read(start, end - start)
  try {
    const options = { maxOutputLength: MAX_UNPACKED_BYTES }
    const content = packing === 'gzip' ? gunzipSync(bytes, options) : inflateSync(bytes, options)
    return { packing, content: memorySource(source.name, content) }
  } catch (cause) {
    throw new LineageError('corrupt', `${source.name}: cannot be unpacked as ${packing}`, { cause })
  }
}

/** joblib's compressors, by their magic (joblib/compressor.py). */
function packingOf(head: Buffer): string | undefined {
  const magic = head.toString('hex')
  if (magic.startsWith('1f8b')) return 'gzip'
  if (magic.startsWith('78')) return 'zlib'
  if (magic.startsWith('425a')) return 'bz2'
  if (magic.startsWith('fd377a585a')) return 'xz'
  if (magic.startsWith('5d00')) return 'lzma'
  if (magic.startsWith('04224d18')) return 'lz4'
  return undefined
}
