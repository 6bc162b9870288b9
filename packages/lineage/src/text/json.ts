import { LineageError } from '../error.ts'

/**
 * JSON whose whole numbers may exceed 2^53: those become their digits as text. Table formats name snapshots by 64-bit
 * numbers, and a rounded snapshot id names another snapshot.
 *
 * @throws LineageError `corrupt`, naming `where`
 */
export function parseWideJson(text: string, where: string): unknown {
  try {
    // The third argument is ES2025 (JSON.parse source text access), which the ES2023 library does not declare.
    const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
      typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
        ? digitsOf(context?.source)
        : value
    return JSON.parse(text, keepDigits)
  } catch (cause) {
    throw new LineageError('corrupt', `${where}: ${cause instanceof Error ? cause.message : 'not JSON'}`, {
      cause,
    })
  }
}

function digitsOf(source: string | undefined): string {
  if (source === undefined)
    throw new RangeError('this Node cannot read whole numbers beyond 2^53; use 22 or later')
  return source
}

/** A JSON number of any size, or its digits, as text. */
export function wholeNumber(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value)) return String(value)
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? value : undefined
}

/** A plain object, or an empty one for anything else: fields of foreign files are looked at one by one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text of at most `max` characters; undefined for anything else, and for the empty text. */
export function textOf(value: unknown, max = 1024): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value.slice(0, max) : undefined
}
