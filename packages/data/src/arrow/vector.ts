import { decodeTexts } from '../binary/texts.ts'
import type { ByteSource } from '../byte-source.ts'
import { type Column, NULL_CODE } from '../column.ts'
import type { Interner } from '../text/interner.ts'
import { isValid } from '../validity.ts'
import { type ArrowBuffer, openBuffer } from './buffer.ts'
import type { ColumnPlace } from './layout.ts'
import type { Readable } from './meaning.ts'
import type { BufferPlace, RecordBatch } from './message.ts'
import { readFixedTexts, readOffsetTexts, readUuidTexts, readViewTexts, type TextSlice } from './texts.ts'
import { checkNullCount, type Presence, readPresence, readWithin } from './validity.ts'
import { decodeValues, type FixedMeaning } from './values.ts'

/** Reads one column of a record batch on, `rows` at a time (a multiple of eight but for the last). */
export interface Vector {
  read(rows: number): Promise<Column>
}

/** What a column is, the same in all batches. */
export interface ColumnContext {
  readonly name: string
  readonly meaning: Readable
  readonly interner: Interner
  readonly where: string
}

export async function openVector(
  source: ByteSource,
  batch: RecordBatch,
  place: ColumnPlace,
  context: ColumnContext,
): Promise<Vector> {
  const { meaning, where } = context
  const buffers = await openBuffers(source, batch, place.buffers, where)
  const around = await openBuffers(source, batch, place.around, where)
  let from = 0
  let nulls = 0
  return {
    async read(rows) {
      if (meaning.kind === 'number' && meaning.as === 'null') return allNull(context.name, rows)
      const own = await readPresence(buffers[0]!, from, rows)
      const presence = await readWithin(own, around, from, rows)
      const column = await readSlice(buffers, from, rows, presence, context, meaning)
      from += rows
      nulls += own.nullCount
      if (from === place.node.length) checkNullCount(nulls, place.node.nulls, where)
      return column
    },
  }
}

export async function openBuffers(
  source: ByteSource,
  batch: RecordBatch,
  places: readonly BufferPlace[],
  where: string,
): Promise<readonly ArrowBuffer[]> {
  const buffers: ArrowBuffer[] = []
  for (const buffer of places) buffers.push(await openBuffer(source, batch.codec, buffer, where))
  return buffers
}

type Present = Exclude<Readable, { as: 'null' }>

async function readSlice(
  buffers: readonly ArrowBuffer[],
  from: number,
  rows: number,
  presence: Presence,
  context: ColumnContext,
  meaning: Present,
): Promise<Column> {
  const { name, where } = context
  const data = buffers[1]!
  const common = commonOf(name, rows, presence)
  switch (meaning.kind) {
    case 'text':
      return {
        kind: 'text',
        ...common,
        ...(await readTexts(buffers, from, rows, presence, context, meaning)),
      }
    case 'boolean': {
      const bits = await data.read(from >>> 3, (rows + 7) >>> 3)
      const values = Uint8Array.from({ length: rows }, (_, row) => (isValid(bits, row) ? 1 : 0))
      return { kind: 'boolean', ...common, values }
    }
    case 'bigint': {
      const values = await readFixed(data, from, rows, meaning, presence, where)
      return { kind: 'bigint', ...common, values: values as BigInt64Array }
    }
    case 'timestamp':
    case 'number': {
      const values = (await readFixed(data, from, rows, meaning, presence, where)) as Float64Array
      blank(values, presence)
      return meaning.kind === 'timestamp'
        ? { kind: 'timestamp', ...common, values }
        : { kind: 'number', ...common, values, integer: isInteger(meaning) }
    }
  }
}

export function commonOf(name: string, rows: number, { validity, nullCount }: Presence) {
  return { name, length: rows, nullCount, ...(validity === undefined ? {} : { validity }) }
}

/** What stands in null rows is chance; a `Column` holds NaN there. */
export function blank(values: Float64Array, { validity, nullCount }: Presence): void {
  if (nullCount === 0) return
  for (let row = 0; row < values.length; row++) if (!isValid(validity, row)) values[row] = NaN
}

async function readFixed(
  data: ArrowBuffer,
  from: number,
  rows: number,
  meaning: FixedMeaning,
  { validity }: Presence,
  where: string,
): Promise<Float64Array | BigInt64Array> {
  return decodeValues(await readAligned(data, from, rows, meaning.bytes), meaning, validity, where)
}

/** A copy of its own: the file may hold values at any byte, a Float64Array only at every eighth. */
export async function readAligned(
  data: ArrowBuffer,
  from: number,
  rows: number,
  width: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await data.read(from * width, rows * width))
}

function isInteger(meaning: Extract<Readable, { kind: 'number' }>): boolean {
  return meaning.as === 'integer' || (meaning.as === 'decimal' && meaning.scale <= 0)
}

async function readTexts(
  buffers: readonly ArrowBuffer[],
  from: number,
  rows: number,
  { validity }: Presence,
  { interner, where }: ColumnContext,
  meaning: Extract<Readable, { kind: 'text' }>,
): Promise<{ codes: Uint32Array; dictionary: readonly string[] }> {
  const codes = new Uint32Array(rows).fill(NULL_CODE)
  const slice: TextSlice = { from, validity, codes, interner, where }
  interner.clear()
  switch (meaning.as) {
    case 'offsets':
      await readOffsetTexts(buffers[1]!, buffers[2]!, meaning.bytes, slice)
      break
    case 'view':
      await readViewTexts(buffers[1]!, buffers.slice(2), slice)
      break
    case 'fixed':
      await readFixedTexts(buffers[1]!, meaning.bytes, slice)
      break
    case 'uuid':
      await readUuidTexts(buffers[1]!, slice)
      break
  }
  return { codes, dictionary: decodeTexts(interner, 0, where) }
}

function allNull(name: string, rows: number): Column {
  const validity = new Uint8Array((rows + 7) >>> 3)
  const values = new Float64Array(rows).fill(NaN)
  return { kind: 'number', name, length: rows, nullCount: rows, validity, values, integer: true }
}
