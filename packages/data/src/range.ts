import type { ByteSource } from './byte-source.ts'
import { DataError } from './error.ts'
import { checkRange } from './file-source.ts'
import { MIB } from './limits.ts'

/** What a file claims about its own layout, read with distrust. */
export interface Range {
  readonly offset: number
  readonly length: number
  /** What stands there, for messages: `footer`, `column chunk of "age"`. */
  readonly what: string
  /** Most bytes it may take. */
  readonly cap: number
}

/** Reads a range a file points to. DataError `truncated` beyond the end, `too-large` beyond the cap. */
export async function readRange(source: ByteSource, range: Range): Promise<Uint8Array> {
  checkClaim(source, range)
  return source.read(range.offset, range.length)
}

/** The same into the start of an array of the caller's, which is long enough. */
export async function readRangeInto(source: ByteSource, range: Range, into: Uint8Array): Promise<void> {
  checkClaim(source, range)
  const target = into.subarray(0, range.length)
  if (source.readInto !== undefined) await source.readInto(range.offset, target)
  else target.set(await source.read(range.offset, range.length))
}

function checkClaim(source: ByteSource, range: Range): void {
  const { offset, length, what, cap } = range
  const whole = Number.isSafeInteger(offset) && Number.isSafeInteger(length)
  if (!whole || offset < 0 || length < 0) {
    throw new DataError('corrupt', source.name, `${what} claims ${length} bytes at ${offset}`)
  }
  if (length > cap) {
    const most = `${Math.floor(cap / MIB)} MiB`
    throw new DataError('too-large', source.name, `${what} takes ${length} bytes, at most ${most} are read`)
  }
  if (offset + length > source.byteLength) {
    const end = `the file ends at ${source.byteLength}`
    throw new DataError('truncated', source.name, `${what} should reach byte ${offset + length}, ${end}`)
  }
}

/** A part of a source as a source of its own. Closing it leaves the whole open. */
export function windowOf(source: ByteSource, offset: number, byteLength: number): ByteSource {
  checkRange(source.name, source.byteLength, offset, byteLength)
  return {
    name: source.name,
    byteLength,
    async read(start, length) {
      checkRange(source.name, byteLength, start, length)
      return source.read(offset + start, length)
    },
    async close() {},
  }
}
