import { halfToDouble } from '../binary/float16.ts'
import { dividedWords, MAX_SAFE_HIGH, wordsToDoubles } from '../binary/words.ts'
import { DataError } from '../error.ts'
import { isValid } from '../validity.ts'
import { decimalsOfWords } from './decimal.ts'
import type { Readable } from './meaning.ts'
import type { ArrowUnit } from './type.ts'

const DAY_MS = 86_400_000

/** Meanings whose values stand side by side, each as wide as the next. */
export type FixedMeaning = Exclude<
  Extract<Readable, { kind: 'number' | 'bigint' | 'timestamp' }>,
  { as: 'null' }
>

/**
 * The values in `bytes`, which are aligned to eight. What stands in null rows means nothing and is not judged.
 * DataError `corrupt`, `unsupported`.
 */
export function decodeValues(
  bytes: Uint8Array<ArrayBuffer>,
  meaning: FixedMeaning,
  validity: Uint8Array | undefined,
  where: string,
): Float64Array | BigInt64Array {
  switch (meaning.kind) {
    case 'bigint':
      if (!meaning.signed) checkSigned(wordsOf(bytes), validity, where)
      return new BigInt64Array(bytes.buffer)
    case 'timestamp':
      if (meaning.unit !== 'day') return milliseconds(wordsOf(bytes), meaning.unit)
      return Float64Array.from(wordsOf(bytes), (day) => day * DAY_MS)
    case 'number':
      return decodeNumbers(bytes, meaning, validity, where)
  }
}

function decodeNumbers(
  bytes: Uint8Array<ArrayBuffer>,
  meaning: Extract<FixedMeaning, { kind: 'number' }>,
  validity: Uint8Array | undefined,
  where: string,
): Float64Array {
  switch (meaning.as) {
    case 'float':
      if (meaning.bytes === 8) return new Float64Array(bytes.buffer)
      if (meaning.bytes === 4) return new Float64Array(new Float32Array(bytes.buffer))
      return Float64Array.from({ length: bytes.length / 2 }, (_, i) => halfToDouble(bytes, 2 * i))
    case 'decimal':
      return decimalsOfWords(wordsOf(bytes), meaning.bytes, meaning.scale)
    case 'span':
      if (meaning.bytes === 8) return milliseconds(wordsOf(bytes), meaning.unit)
      return Float64Array.from(wordsOf(bytes), (v) => (meaning.unit === 's' ? v * 1000 : v))
    case 'integer':
      if (meaning.bytes < 8) return new Float64Array(narrowIntegers(bytes, meaning.bytes, meaning.signed))
      if (holdsWide(wordsOf(bytes), meaning.signed, validity)) {
        throw new DataError('corrupt', where, 'an integer beyond 2^53 was not there when it was opened')
      }
      return wordsToDoubles(wordsOf(bytes), meaning.signed)
  }
}

/** Integers of 1, 2 or 4 bytes. */
export function narrowIntegers(
  bytes: Uint8Array<ArrayBuffer>,
  width: number,
  signed: boolean,
): Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array {
  const { buffer } = bytes
  if (width === 1) return signed ? new Int8Array(buffer) : bytes
  if (width === 2) return signed ? new Int16Array(buffer) : new Uint16Array(buffer)
  return signed ? new Int32Array(buffer) : new Uint32Array(buffer)
}

/** Whether a present value leaves the range a double holds exactly. */
export function holdsWide(words: Int32Array, signed: boolean, validity: Uint8Array | undefined): boolean {
  for (let i = 1; i < words.length; i += 2) {
    const high = signed ? words[i]! : words[i]! >>> 0
    // -2^53 itself has the lowest high word that a safe integer above it has too.
    const wide =
      high > MAX_SAFE_HIGH || high < -MAX_SAFE_HIGH - 1 || (high === -MAX_SAFE_HIGH - 1 && words[i - 1] === 0)
    if (wide && isValid(validity, i >>> 1)) return true
  }
  return false
}

export function wordsOf(bytes: Uint8Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  return new Int32Array(bytes.buffer)
}

function milliseconds(words: Int32Array, unit: ArrowUnit): Float64Array {
  switch (unit) {
    case 's':
      return wordsToDoubles(words, true).map((seconds) => seconds * 1000)
    case 'ms':
      return wordsToDoubles(words, true)
    case 'us':
      return dividedWords(words, 1000)
    case 'ns':
      return dividedWords(words, 1_000_000)
  }
}

function checkSigned(words: Int32Array, validity: Uint8Array | undefined, where: string): void {
  for (let i = 1; i < words.length; i += 2) {
    if (words[i]! < 0 && isValid(validity, i >>> 1))
      throw new DataError('unsupported', where, 'holds unsigned integers beyond 2^63; store them as text')
  }
}
