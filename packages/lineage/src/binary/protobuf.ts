import { LineageError } from '../error.ts'

/** A field of a message: the raw value and its number (protobuf.dev/programming-guides/encoding). */
export type Field =
  | { readonly number: number; readonly wire: 'varint' | 'fixed64' | 'fixed32'; readonly value: bigint }
  | { readonly number: number; readonly wire: 'bytes'; readonly value: Uint8Array }

/**
 * The fields of a protobuf message, without a schema and without recursion: nested messages are bytes until they are
 * asked for, so hostile depth costs nothing.
 *
 * @throws LineageError `corrupt`, naming `where`
 */
export function* fieldsOf(bytes: Uint8Array, where: string): Generator<Field> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[offset++]
      if (byte === undefined) throw corrupt(where, 'ends in the middle of a field')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw corrupt(where, 'has a number of more than ten bytes')
  }
  const take = (length: number): number => {
    const start = offset
    if (length > bytes.length - start) throw corrupt(where, 'ends in the middle of a field')
    offset += length
    return start
  }
  while (offset < bytes.length) {
    const tag = varint()
    const number = Number(tag >> 3n)
    if (number < 1 || number > 0x1fffffff) throw corrupt(where, `has a field ${number}`)
    switch (Number(tag & 7n)) {
      case 0:
        yield { number, wire: 'varint', value: varint() }
        break
      case 1:
        yield { number, wire: 'fixed64', value: view.getBigUint64(take(8), true) }
        break
      case 2: {
        const length = varint()
        if (length > BigInt(bytes.length)) throw corrupt(where, 'ends in the middle of a field')
        const start = take(Number(length))
        yield { number, wire: 'bytes', value: bytes.subarray(start, offset) }
        break
      }
      case 5:
        yield { number, wire: 'fixed32', value: BigInt(view.getUint32(take(4), true)) }
        break
      default:
        throw corrupt(where, 'holds no fields of protobuf 3')
    }
  }
}

/** All nested messages or texts of one field number, in order. */
export function bytesOf(message: Uint8Array, number: number, where: string): readonly Uint8Array[] {
  const found: Uint8Array[] = []
  for (const field of fieldsOf(message, where)) {
    if (field.number === number && field.wire === 'bytes') found.push(field.value)
  }
  return found
}

/** The last text of a field number: in protobuf, the last one counts. */
export function stringOf(message: Uint8Array, number: number, where: string): string | undefined {
  const value = bytesOf(message, number, where).at(-1)
  return value === undefined ? undefined : new TextDecoder().decode(value)
}

/** The last whole number of a field number. */
export function numberOf(message: Uint8Array, number: number, where: string): bigint | undefined {
  let found: bigint | undefined
  for (const field of fieldsOf(message, where)) {
    if (field.number === number && field.wire === 'varint') found = BigInt.asIntN(64, field.value)
  }
  return found
}

function corrupt(where: string, why: string): LineageError {
  return new LineageError('corrupt', `${where}: ${why}`)
}
