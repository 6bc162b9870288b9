import type { ByteSource } from '@mlops-actions/data'
import { inflateRawSync } from 'node:zlib'
import { LineageError } from '../../error.ts'

/** An entry of a zip archive's central directory. */
export interface ZipEntry {
  readonly name: string
  readonly byteLength: number
  /** Where its local header stands, and how many bytes it takes there. */
  readonly offset: number
  readonly packedBytes: number
  readonly method: number
}

const MAX_ENTRIES = 65_536
const MAX_DIRECTORY_BYTES = 64 * 2 ** 20
/** The end record may be followed by a comment of 64 KiB, and preceded by a zip64 locator. */
const MAX_TAIL_BYTES = 22 + 65_535 + 20

/**
 * The entries of a zip archive (APPNOTE 6.3.9), zip64 included, from its central directory.
 *
 * @throws LineageError `corrupt`, `too-large`
 */
export async function zipEntries(source: ByteSource): Promise<readonly ZipEntry[]> {
  const { offset, length, count } = await directoryOf(source)
  if (count > MAX_ENTRIES || length > MAX_DIRECTORY_BYTES)
    throw new LineageError('too-large', `${source.name}: ${count} entries`)
  if (offset + length > source.byteLength) throw corrupt(source, 'its directory lies outside the file')
  const bytes = await source.read(offset, length)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > length || view.getUint32(at, true) !== 0x02014b50)
      throw corrupt(source, 'its directory is broken')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number]
    if (at + 46 + nameLength + extraLength + commentLength > length)
      throw corrupt(source, 'its directory is broken')
    const wide = wideFields(view, at, nameLength, extraLength)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      ...wide,
    })
    at += 46 + nameLength + extraLength + commentLength
  }
  return entries
}

/**
 * The content of one entry, stored or deflated.
 *
 * @throws LineageError `too-large` above `maxBytes`, `unsupported`, `corrupt`
 */
export async function readEntry(source: ByteSource, entry: ZipEntry, maxBytes: number): Promise<Uint8Array> {
  if (entry.byteLength > maxBytes || entry.packedBytes > maxBytes) {
    throw new LineageError(
      'too-large',
      `${source.name}: ${JSON.stringify(entry.name)} has ${entry.byteLength} bytes`,
    )
  }
  const packed = await source.read(await contentOffset(source, entry), entry.packedBytes)
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new LineageError('unsupported', `${source.name}: zip method ${entry.method}`)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.byteLength) })
  } catch (cause) {
    throw new LineageError('corrupt', `${source.name}: ${JSON.stringify(entry.name)} cannot be unpacked`, {
      cause,
    })
  }
}

/** Where a stored entry's bytes begin: after its local header, whose extra field may differ from the directory's. */
export async function contentOffset(source: ByteSource, { offset, packedBytes }: ZipEntry): Promise<number> {
  if (offset + 30 > source.byteLength) throw corrupt(source, 'an entry lies outside the file')
  const header = await source.read(offset, 30)
  const view = new DataView(header.buffer, header.byteOffset, 30)
  if (view.getUint32(0, true) !== 0x04034b50) throw corrupt(source, 'an entry has no header')
  const start = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
  if (start + packedBytes > source.byteLength) throw corrupt(source, 'an entry lies outside the file')
  return start
}

async function directoryOf(
  source: ByteSource,
): Promise<{ readonly offset: number; readonly length: number; readonly count: number }> {
  const tailLength = Math.min(MAX_TAIL_BYTES, source.byteLength)
  const tailStart = source.byteLength - tailLength
  const tail = await source.read(tailStart, tailLength)
  const view = new DataView(tail.buffer, tail.byteOffset, tailLength)
  for (let at = tailLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    const [count, length, offset] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ]
    const locator = at - 20
    if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return { offset, length, count }
    const wideAt = Number(view.getBigUint64(locator + 8, true))
    if (!Number.isSafeInteger(wideAt) || wideAt + 56 > source.byteLength)
      throw corrupt(source, 'its zip64 record lies outside')
    const record = await source.read(wideAt, 56)
    const wide = new DataView(record.buffer, record.byteOffset, 56)
    if (wide.getUint32(0, true) !== 0x06064b50) throw corrupt(source, 'its zip64 record is broken')
    return {
      count: Number(wide.getBigUint64(32, true)),
      length: Number(wide.getBigUint64(40, true)),
      offset: Number(wide.getBigUint64(48, true)),
    }
  }
  throw corrupt(source, 'has no directory of a zip archive')
}

/** Sizes and offset of 0xffffffff stand in the zip64 extra field instead, in this order, those only that do not fit. */
function wideFields(view: DataView, at: number, nameLength: number, extraLength: number) {
  let [packedBytes, byteLength, offset] = [20, 24, 42].map((field) => view.getUint32(at + field, true)) as [
    number,
    number,
    number,
  ]
  for (let extra = at + 46 + nameLength; extra + 4 <= at + 46 + nameLength + extraLength; ) {
    const [id, size] = [view.getUint16(extra, true), view.getUint16(extra + 2, true)]
    if (id === 1) {
      let field = extra + 4
      const next = (): number => {
        if (field + 8 > extra + 4 + size || field + 8 > view.byteLength) return Number.MAX_SAFE_INTEGER
        field += 8
        return Number(view.getBigUint64(field - 8, true))
      }
      if (byteLength === 0xffffffff) byteLength = next()
      if (packedBytes === 0xffffffff) packedBytes = next()
      if (offset === 0xffffffff) offset = next()
    }
    extra += 4 + size
  }
  return { packedBytes, byteLength, offset }
}

function corrupt(source: ByteSource, why: string): LineageError {
  return new LineageError('corrupt', `${source.name}: ${why}`)
}
