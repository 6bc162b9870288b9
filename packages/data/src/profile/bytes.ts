import type { Fail } from './check-profile.ts'

const FIRST_BYTES = 1 << 12
/** LEB128 of 2^53 - 1 takes eight bytes. */
const MAX_COUNT_BYTES = 8

export type ByteWriter = ReturnType<typeof byteWriter>
export type ByteReader = ReturnType<typeof byteReader>

/** Bytes appended to a buffer that grows by doubling. */
export function byteWriter() {
  let buffer = new Uint8Array(FIRST_BYTES)
  let length = 0
  const encoder = new TextEncoder()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const room = (more: number): number => {
    if (length + more > buffer.length) {
      const larger = new Uint8Array(Math.max(length + more, buffer.length * 2))
      larger.set(buffer)
      buffer = larger
    }
    const at = length
    length += more
    return at
  }
  const byte = (value: number): void => {
    buffer[room(1)] = value
  }
  const bytes = (values: Uint8Array): void => {
    const at = room(values.length)
    buffer.set(values, at)
  }
  const count = (value: number): void => {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no count`)
    let rest = value
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) byte((rest % 0x80) | 0x80)
    byte(rest)
  }
  return {
    byte,
    bytes,
    count,
    double(value: number): void {
      if (!Number.isFinite(value))
        throw new RangeError('a number of the profile exceeds the range of doubles')
      const at = room(8)
      new DataView(buffer.buffer).setFloat64(at, value, true)
    },
    text(value: string): void {
      const encoded = encoder.encode(value)
      if (decoder.decode(encoded) !== value) {
        throw new RangeError(
          `${JSON.stringify(value.slice(0, 60))} is no well-formed Unicode; store the profile as JSON`,
        )
      }
      count(encoded.length)
      bytes(encoded)
    },
    finish: (): Uint8Array => buffer.slice(0, length),
  }
}

/** Reads what a `byteWriter` wrote; every length is checked against the bytes there are before anything is allocated. */
export function byteReader(source: Uint8Array, fail: Fail) {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength)
  // A byte order mark that begins a name is part of the name.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let at = 0
  const take = (bytes: number, what: string): number => {
    if (bytes > source.length - at) fail(what, `${bytes} more bytes`)
    const start = at
    at += bytes
    return start
  }
  const byte = (what: string): number => source[take(1, what)]!
  const count = (what: string): number => {
    let [value, scale] = [0, 1]
    for (let read = 0; read < MAX_COUNT_BYTES; read++) {
      const next = byte(what)
      value += (next & 0x7f) * scale
      if (next < 0x80) return Number.isSafeInteger(value) ? value : fail(what, 'a count below 2^53')
      scale *= 0x80
    }
    return fail(what, 'a count below 2^53')
  }
  const bytes = (length: number, what: string): Uint8Array => {
    const start = take(length, what)
    return source.subarray(start, start + length)
  }
  return {
    byte,
    count,
    bytes,
    double(what: string): number {
      const value = view.getFloat64(take(8, what), true)
      return Number.isFinite(value) ? value : fail(what, 'a finite number')
    },
    text(what: string): string {
      const encoded = bytes(count(what), what)
      try {
        return decoder.decode(encoded)
      } catch {
        return fail(what, 'UTF-8')
      }
    },
    /** How many items follow, each of at least `least` bytes. */
    size(what: string, least: number): number {
      const size = count(what)
      return size * least <= source.length - at ? size : fail(what, `room for ${size} items`)
    },
    atEnd: (): boolean => at === source.length,
  }
}
