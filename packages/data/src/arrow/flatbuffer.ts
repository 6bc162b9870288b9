import { DataError } from '../error.ts'

/**
 * A table of a flatbuffer (flatbuffers.dev/internals) that believes nothing: every offset is checked against the end.
 * Slots are numbered as the fields stand in the schema; an absent one reads as its default. DataError `corrupt`.
 */
export interface FlatTable {
  readonly bool: (slot: number) => boolean
  readonly byte: (slot: number) => number
  readonly short: (slot: number, absent?: number) => number
  readonly int: (slot: number, absent?: number) => number
  /** An int64; beyond 2^53 is `corrupt`, no length or count goes there. */
  readonly long: (slot: number) => number
  readonly text: (slot: number) => string | undefined
  readonly table: (slot: number) => FlatTable | undefined
  readonly tables: (slot: number) => readonly FlatTable[]
  /** A vector of structs or scalars of `width` bytes: where each begins in `view`. */
  readonly items: (slot: number, width: number) => readonly number[]
  readonly view: DataView
}

/** The root table of `bytes`. `what` names the buffer in messages. */
export function readFlatbuffer(bytes: Uint8Array, where: string, what: string): FlatTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const cursor = createCursor(view, where, what)
  return cursor.table(cursor.follow(0))
}

/** An int64 at `offset` of a struct, which `FlatTable.items` has found to lie within the view. */
export function structLong(view: DataView, offset: number, where: string): number {
  return safe(view.getBigInt64(offset, true), where, 'its metadata')
}

function safe(value: bigint, where: string, what: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) {
    throw new DataError('corrupt', where, `${what} holds the length or offset ${value}`)
  }
  return number
}

function createCursor(view: DataView, where: string, what: string) {
  const end = view.byteLength
  const text = new TextDecoder()

  function need(offset: number, length: number): void {
    if (offset < 0 || length > end - offset) {
      throw new DataError('corrupt', where, `${what} points beyond its end`)
    }
  }

  /** What the unsigned offset at `offset` points to. */
  function follow(offset: number): number {
    need(offset, 4)
    const target = offset + view.getUint32(offset, true)
    need(target, 4)
    return target
  }

  /** Where a vector's items begin, and how many there are. */
  function vector(offset: number, width: number): { start: number; count: number } {
    const at = follow(offset)
    const count = view.getUint32(at, true)
    need(at + 4, count * width)
    return { start: at + 4, count }
  }

  function table(at: number): FlatTable {
    need(at, 4)
    const vtable = at - view.getInt32(at, true)
    need(vtable, 4)
    const vtableBytes = view.getUint16(vtable, true)
    need(vtable, vtableBytes)

    /** Where a field lies, or undefined when it has its default. */
    function place(slot: number, length: number): number | undefined {
      const entry = 4 + 2 * slot
      if (entry + 2 > vtableBytes) return undefined
      const offset = view.getUint16(vtable + entry, true)
      if (offset === 0) return undefined
      need(at + offset, length)
      return at + offset
    }

    function scalar<T>(slot: number, length: number, absent: T, read: (offset: number) => T): T {
      const offset = place(slot, length)
      return offset === undefined ? absent : read(offset)
    }

    return {
      view,
      bool: (slot) => scalar(slot, 1, 0, (p) => view.getUint8(p)) !== 0,
      byte: (slot) => scalar(slot, 1, 0, (p) => view.getUint8(p)),
      short: (slot, absent = 0) => scalar(slot, 2, absent, (p) => view.getInt16(p, true)),
      int: (slot, absent = 0) => scalar(slot, 4, absent, (p) => view.getInt32(p, true)),
      long: (slot) => scalar(slot, 8, 0, (p) => safe(view.getBigInt64(p, true), where, what)),
      text: (slot) =>
        scalar<string | undefined>(slot, 4, undefined, (p) => {
          const { start, count } = vector(p, 1)
          return text.decode(new Uint8Array(view.buffer, view.byteOffset + start, count))
        }),
      table: (slot) => scalar<FlatTable | undefined>(slot, 4, undefined, (p) => table(follow(p))),
      tables: (slot) =>
        scalar<readonly FlatTable[]>(slot, 4, [], (p) => {
          const { start, count } = vector(p, 4)
          return Array.from({ length: count }, (_, i) => table(follow(start + 4 * i)))
        }),
      items: (slot, width) =>
        scalar<readonly number[]>(slot, 4, [], (p) => {
          const { start, count } = vector(p, width)
          return Array.from({ length: count }, (_, i) => start + width * i)
        }),
    }
  }

  return { table, follow }
}
