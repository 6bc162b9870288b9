import { UUID_CHARACTERS, writeUuid } from '../binary/uuid.ts'
import { DataError } from '../error.ts'
import { MAX_PAGE_BYTES, TEXT_SLICE_BYTES } from '../limits.ts'
import type { Interner } from '../text/interner.ts'
import { isValid } from '../validity.ts'
import type { ArrowBuffer } from './buffer.ts'

/** Rows [from, from + codes.length) of a text column; gives each present one its code. */
export interface TextSlice {
  readonly from: number
  readonly validity: Uint8Array | undefined
  readonly codes: Uint32Array
  readonly interner: Interner
  readonly where: string
}

/** Values lie between offsets of 4 or 8 bytes. The text is read in stretches: rows may be long. */
export async function readOffsetTexts(
  offsets: ArrowBuffer,
  data: ArrowBuffer,
  width: 4 | 8,
  slice: TextSlice,
): Promise<void> {
  const { from, codes, validity, interner, where } = slice
  const bounds = await readBounds(offsets, data.byteLength, width, slice)
  for (let row = 0; row < codes.length; ) {
    const first = bounds[row]!
    let next = row + 1
    while (next < codes.length && bounds[next + 1]! - first <= TEXT_SLICE_BYTES) next++
    const length = bounds[next]! - first
    if (length > MAX_PAGE_BYTES)
      throw new DataError('too-large', where, `row ${from + row} of a batch holds ${length} bytes`)
    const bytes = await data.read(first, length)
    for (; row < next; row++) {
      if (isValid(validity, row))
        codes[row] = interner.intern(bytes, bounds[row]! - first, bounds[row + 1]! - first)
    }
  }
}

/** The offsets of a slice and the one behind it, each within the data and not below the one before. */
async function readBounds(
  offsets: ArrowBuffer,
  end: number,
  width: 4 | 8,
  { from, codes, where }: TextSlice,
): Promise<Float64Array> {
  const bounds = new Float64Array(codes.length + 1)
  // Before 0.15 writers left the offsets of no rows out.
  if (codes.length === 0 && offsets.byteLength === 0) return bounds
  const bytes = await offsets.read(from * width, bounds.length * width)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 0; i < bounds.length; i++) {
    const offset =
      width === 4
        ? view.getInt32(i * 4, true)
        : view.getUint32(i * 8, true) + view.getInt32(i * 8 + 4, true) * 2 ** 32
    if (offset < (i === 0 ? 0 : bounds[i - 1]!) || offset > end)
      throw new DataError('corrupt', where, `row ${from + i} of a batch begins at ${offset} of ${end} bytes`)
    bounds[i] = offset
  }
  return bounds
}

const VIEW_BYTES = 16
const INLINE_BYTES = 12

/** Views: a length, then the text itself up to 12 bytes, or its prefix, buffer and offset. */
export async function readViewTexts(
  views: ArrowBuffer,
  data: readonly ArrowBuffer[],
  slice: TextSlice,
): Promise<void> {
  const { from, codes, validity, interner, where } = slice
  const bytes = await views.read(from * VIEW_BYTES, codes.length * VIEW_BYTES)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts = new Float64Array(data.length).fill(Infinity)
  const ends = new Float64Array(data.length)
  eachReference(view, slice, (_, length, buffer, offset) => {
    if (buffer < 0 || buffer >= data.length || offset < 0 || offset + length > data[buffer]!.byteLength)
      throw new DataError('corrupt', where, `a text of ${length} bytes points beyond its data`)
    starts[buffer] = Math.min(starts[buffer]!, offset)
    ends[buffer] = Math.max(ends[buffer]!, offset + length)
  })
  const held: Uint8Array[] = []
  for (const [i, buffer] of data.entries()) {
    const length = Math.max(0, ends[i]! - starts[i]!)
    held.push(length === 0 ? new Uint8Array(0) : await buffer.read(starts[i]!, length))
  }
  eachReference(view, slice, (row, length, buffer, offset) => {
    const start = offset - starts[buffer]!
    codes[row] = interner.intern(held[buffer]!, start, start + length)
  })
  for (let row = 0, p = 0; row < codes.length; row++, p += VIEW_BYTES) {
    const length = view.getInt32(p, true)
    if (length <= INLINE_BYTES && isValid(validity, row))
      codes[row] = interner.intern(bytes, p + 4, p + 4 + length)
  }
}

/** Calls `visit` for every present text that is not in its view itself. */
function eachReference(
  view: DataView,
  { codes, validity, where }: TextSlice,
  visit: (row: number, length: number, buffer: number, offset: number) => void,
): void {
  for (let row = 0, p = 0; row < codes.length; row++, p += VIEW_BYTES) {
    if (!isValid(validity, row)) continue
    const length = view.getInt32(p, true)
    if (length < 0) throw new DataError('corrupt', where, `a text of ${length} bytes`)
    if (length > INLINE_BYTES) visit(row, length, view.getInt32(p + 8, true), view.getInt32(p + 12, true))
  }
}

/** Values of `width` bytes each. */
export async function readFixedTexts(data: ArrowBuffer, width: number, slice: TextSlice): Promise<void> {
  const { from, codes, validity, interner } = slice
  const bytes = await data.read(from * width, codes.length * width)
  for (let row = 0, p = 0; row < codes.length; row++, p += width)
    if (isValid(validity, row)) codes[row] = interner.intern(bytes, p, p + width)
}

/** UUIDs of 16 bytes, spelled out. */
export async function readUuidTexts(data: ArrowBuffer, slice: TextSlice): Promise<void> {
  const { from, codes, validity, interner } = slice
  const bytes = await data.read(from * 16, codes.length * 16)
  const spelled = new Uint8Array(UUID_CHARACTERS)
  for (let row = 0; row < codes.length; row++) {
    if (!isValid(validity, row)) continue
    writeUuid(bytes, row * 16, spelled, 0)
    codes[row] = interner.intern(spelled, 0, UUID_CHARACTERS)
  }
}
