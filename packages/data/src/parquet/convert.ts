import { DataError } from '../error.ts'
import { decimalsOfBytes, decimalsOfInt32, decimalsOfInt64 } from './decimal.ts'
import { halfToDouble } from '../binary/float16.ts'
import type { Readable } from './meaning.ts'
import type { Raw, Slices } from './raw.ts'
import { UUID_CHARACTERS, writeUuid } from '../binary/uuid.ts'
import { dividedWords, MAX_SAFE_HIGH, wordsToDoubles } from '../binary/words.ts'

/** Values of a page as a `Column` holds them, nulls still left out. Text stays bytes until its batch is known. */
export type Values = Float64Array | BigInt64Array | Uint8Array | Slices

/** Julian day number of 1 January 1970, which INT96 counts from. */
const EPOCH_JULIAN_DAY = 2440588
const DAY_MS = 86_400_000

/** DataError `corrupt` or `unsupported` where a value does not fit what the column is said to be. */
export function convert(raw: Raw, meaning: Readable, where: string): Values {
  switch (meaning.kind) {
    case 'boolean':
      return raw.is === 'boolean' ? raw.values : mismatch(where)
    case 'bigint':
      return raw.is === 'int64' ? bigints(raw.words, meaning.signed, where) : mismatch(where)
    case 'text':
      if (raw.is !== 'bytes') return mismatch(where)
      return meaning.as === 'uuid' ? uuids(raw) : raw
    case 'timestamp':
      return timestamps(raw, meaning, where)
    case 'number':
      return numbers(raw, meaning, where)
  }
}

function numbers(raw: Raw, meaning: Extract<Readable, { kind: 'number' }>, where: string): Float64Array {
  switch (meaning.as) {
    case 'float':
      return raw.is === 'double' ? raw.values : mismatch(where)
    case 'float16':
      return raw.is === 'bytes'
        ? Float64Array.from(raw.starts, (p) => halfToDouble(raw.bytes, p))
        : mismatch(where)
    case 'decimal':
      if (raw.is === 'int32') return decimalsOfInt32(raw.values, meaning.scale)
      if (raw.is === 'int64') return decimalsOfInt64(raw.words, meaning.scale)
      return raw.is === 'bytes' ? decimalsOfBytes(raw, meaning.scale, where) : mismatch(where)
    case 'time':
      if (raw.is === 'int32') return Float64Array.from(raw.values, (v) => v / meaning.perMillisecond)
      return raw.is === 'int64' ? dividedWords(raw.words, meaning.perMillisecond) : mismatch(where)
    case 'integer':
      if (raw.is === 'int32')
        return Float64Array.from(meaning.signed ? raw.values : new Uint32Array(raw.values))
      return raw.is === 'int64' ? integers(raw.words, meaning.signed, where) : mismatch(where)
  }
}

/** The statistics said that all fit a double; one that does not is never rounded. */
function integers(words: Int32Array, signed: boolean, where: string): Float64Array {
  for (let i = 1; i < words.length; i += 2) {
    const high = signed ? words[i]! : words[i]! >>> 0
    if (high > MAX_SAFE_HIGH || high < -MAX_SAFE_HIGH - 1) {
      throw new DataError(
        'corrupt',
        where,
        'an integer beyond 2^53 contradicts the statistics of its row group',
      )
    }
  }
  return wordsToDoubles(words, signed)
}

function bigints(words: Int32Array, signed: boolean, where: string): BigInt64Array {
  if (!signed) {
    for (let i = 1; i < words.length; i += 2) {
      if (words[i]! < 0)
        throw new DataError('unsupported', where, 'holds unsigned integers beyond 2^63; store them as text')
    }
  }
  return new BigInt64Array(words.slice().buffer)
}

function timestamps(
  raw: Raw,
  meaning: Extract<Readable, { kind: 'timestamp' }>,
  where: string,
): Float64Array {
  if (meaning.as === 'days') {
    return raw.is === 'int32' ? Float64Array.from(raw.values, (day) => day * DAY_MS) : mismatch(where)
  }
  if (meaning.as === 'instant') {
    return raw.is === 'int64' ? dividedWords(raw.words, meaning.perMillisecond) : mismatch(where)
  }
  if (raw.is !== 'bytes') return mismatch(where)
  const { bytes, starts } = raw
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float64Array.from(starts, (p) => {
    const nanoseconds = view.getUint32(p, true) + view.getInt32(p + 4, true) * 2 ** 32
    const days = view.getInt32(p + 8, true) - EPOCH_JULIAN_DAY
    const total = days * DAY_MS * 1e6 + nanoseconds
    if (Number.isSafeInteger(total)) return total / 1e6
    const whole = Math.floor(nanoseconds / 1e6)
    return days * DAY_MS + whole + (nanoseconds - whole * 1e6) / 1e6
  })
}

function uuids(raw: Slices): Slices {
  const count = raw.starts.length
  const bytes = new Uint8Array(count * UUID_CHARACTERS)
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    starts[i] = i * UUID_CHARACTERS
    ends[i] = (i + 1) * UUID_CHARACTERS
    writeUuid(raw.bytes, raw.starts[i]!, bytes, starts[i]!)
  }
  return { is: 'bytes', bytes, starts, ends }
}

function mismatch(where: string): never {
  throw new DataError('corrupt', where, 'its pages hold another physical type than its schema says')
}
