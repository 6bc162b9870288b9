import type { ByteSource } from '@mlops-actions/data'
import { type Cursor, cursorOf } from '../../binary/window.ts'
import { LineageError } from '../../error.ts'

/** A field of a message that may be far larger than memory: bytes are a place, not a value. */
export interface PlacedField {
  readonly number: number
  readonly wire: number
  readonly value: bigint
  readonly start: number
  readonly end: number
}

/** Fields of one message; a graph of a million nodes stays below. */
const MAX_FIELDS = 4_000_000

/** The fields of a protobuf message in a source, nested messages leapt over. LineageError `corrupt`, `too-large`. */
export async function* placedFields(
  source: ByteSource,
  start = 0,
  end = source.byteLength,
): AsyncGenerator<PlacedField> {
  const cursor = cursorOf(source, start, end)
  for (let count = 0; cursor.offset < end; count++) {
    if (count > MAX_FIELDS)
      throw new LineageError('too-large', `${source.name}: more than ${MAX_FIELDS} fields`)
    const tag = await varint(cursor, source.name)
    const [number, wire] = [Number(tag >> 3n), Number(tag & 7n)]
    const at = cursor.offset
    if (number < 1) throw new LineageError('corrupt', `${source.name}: a field ${number}`)
    if (wire === 0) {
      yield { number, wire, value: await varint(cursor, source.name), start: at, end: cursor.offset }
    } else if (wire === 2) {
      const length = Number(await varint(cursor, source.name))
      const from = cursor.offset
      cursor.skip(length)
      yield { number, wire, value: 0n, start: from, end: cursor.offset }
    } else if (wire === 1 || wire === 5) {
      cursor.skip(wire === 1 ? 8 : 4)
      yield { number, wire, value: 0n, start: at, end: cursor.offset }
    } else throw new LineageError('corrupt', `${source.name}: is no protobuf message`)
  }
}

/** The text of a field, cut at `most` bytes. */
export async function fieldText(
  source: ByteSource,
  { start, end }: PlacedField,
  most = 512,
): Promise<string> {
  return new TextDecoder().decode(await source.read(start, Math.min(most, end - start)))
}

async function varint(cursor: Cursor, where: string): Promise<bigint> {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = await cursor.byte()
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return value
  }
  throw new LineageError('corrupt', `${where}: a number of more than ten bytes`)
}
