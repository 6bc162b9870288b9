import { DataError } from '../error.ts'

/** Wire types of Thrift's compact protocol (thrift/doc/specs/thrift-compact-protocol.md). */
const TRUE = 1
const FALSE = 2
const BYTE = 3
const I64 = 6
const DOUBLE = 7
const BINARY = 8
const LIST = 9
const SET = 10
const MAP = 11
const STRUCT = 12
const UUID = 13

/** Structs in structs; Parquet's own metadata go six deep. */
const MAX_DEPTH = 32

/**
 * A cursor over compact Thrift that believes nothing: every read is checked against the end, a list may not claim more
 * elements than bytes remain. DataError `truncated` or `corrupt` at `where`.
 */
export interface Thrift {
  offset(): number
  /** Calls `visit` for each field of a struct; a field it does not take (returns false) is skipped. */
  struct(visit: (id: number, wire: number) => boolean): void
  /** The struct in a field. */
  structField(wire: number, visit: (id: number, wire: number) => boolean): void
  bool(wire: number): boolean
  /** i8 to i64; beyond 2^53 is `corrupt`, no length or count goes there. */
  int(wire: number): number
  binary(wire: number): Uint8Array
  text(wire: number): string
  /** Calls `element` for each element of a list or set. */
  list(wire: number, element: (wire: number) => void): void
}

export function createThrift(bytes: Uint8Array, start: number, where: string): Thrift {
  const end = bytes.length
  let p = start
  let depth = 0

  const corrupt = (message: string) => new DataError('corrupt', where, `its metadata ${message}`)

  function need(length: number): void {
    if (length > end - p) throw new DataError('truncated', where, 'its metadata end in the middle of a value')
  }

  function byte(): number {
    need(1)
    return bytes[p++]!
  }

  function varint(): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < 10; i++) {
      const c = byte()
      value += (c & 0x7f) * scale
      if (c < 0x80) return value
      scale *= 128
    }
    throw corrupt('hold an integer of more than ten bytes')
  }

  function zigzag(): number {
    const value = varint()
    if (value > Number.MAX_SAFE_INTEGER) throw corrupt('hold an integer beyond 2^53')
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  function length(): number {
    const value = varint()
    need(value)
    return value
  }

  function expect(wire: number, low: number, high: number): void {
    if (wire < low || wire > high) throw corrupt(`hold a value of wire type ${wire} where ${low} is expected`)
  }

  function struct(visit: (id: number, wire: number) => boolean): void {
    if (++depth > MAX_DEPTH) throw corrupt(`are nested more than ${MAX_DEPTH} deep`)
    let id = 0
    for (;;) {
      const head = byte()
      if (head === 0) break
      const delta = head >>> 4
      id = delta === 0 ? zigzag() : id + delta
      if (!visit(id, head & 15)) skip(head & 15)
    }
    depth--
  }

  function collection(): { size: number; wire: number } {
    const head = byte()
    const size = head >>> 4 === 15 ? length() : head >>> 4
    need(size)
    return { size, wire: head & 15 }
  }

  /** Booleans take no byte as fields but one as elements. */
  function skipElement(wire: number): void {
    if (wire === TRUE || wire === FALSE) byte()
    else skip(wire)
  }

  function skip(wire: number): void {
    if (++depth > MAX_DEPTH) throw corrupt(`are nested more than ${MAX_DEPTH} deep`)
    if (wire === BYTE) byte()
    else if (wire > BYTE && wire <= I64) varint()
    else if (wire === DOUBLE || wire === UUID) {
      const size = wire === DOUBLE ? 8 : 16
      need(size)
      p += size
    } else if (wire === BINARY) {
      const size = length()
      p += size
    } else if (wire === LIST || wire === SET) {
      const { size, wire: element } = collection()
      for (let i = 0; i < size; i++) skipElement(element)
    } else if (wire === MAP) {
      const size = length()
      const types = size === 0 ? 0 : byte()
      for (let i = 0; i < size; i++) {
        skipElement(types >>> 4)
        skipElement(types & 15)
      }
    } else if (wire === STRUCT) struct(() => false)
    else if (wire !== TRUE && wire !== FALSE) throw corrupt(`hold a value of unknown wire type ${wire}`)
    depth--
  }

  function binary(wire: number): Uint8Array {
    expect(wire, BINARY, BINARY)
    const size = length()
    p += size
    return bytes.subarray(p - size, p)
  }

  return {
    offset: () => p,
    struct,
    structField(wire, visit) {
      expect(wire, STRUCT, STRUCT)
      struct(visit)
    },
    bool(wire) {
      expect(wire, TRUE, FALSE)
      return wire === TRUE
    },
    int(wire) {
      expect(wire, BYTE, I64)
      if (wire !== BYTE) return zigzag()
      return (byte() << 24) >> 24
    },
    binary,
    text: (wire) => new TextDecoder().decode(binary(wire)),
    list(wire, element) {
      expect(wire, LIST, SET)
      const { size, wire: type } = collection()
      for (let i = 0; i < size; i++) element(type)
    },
  }
}
