import { DataError, quoteValue } from '../error.ts'
import type { SqlEngine } from './engine.ts'

/** Every value our statements ask for is text of these. */
const PLAIN = /^[-+._0-9A-Za-z]*$/

/** Runs a statement whose rows are `width` plain texts wide. DataError `corrupt` when the answer is anything else. */
export async function ask(
  engine: SqlEngine,
  statement: string,
  width: number,
): Promise<readonly (readonly string[])[]> {
  const rows = await engine.query(statement)
  for (const row of rows) {
    if (row.length !== width)
      throw strange(engine, `a row of ${row.length} values where ${width} were asked for`)
    for (const value of row)
      if (!PLAIN.test(value)) throw strange(engine, `${quoteValue(value)}, which was not asked for`)
  }
  return rows
}

/** The one row of a statement that aggregates a whole relation. */
export async function askOne(
  engine: SqlEngine,
  statement: string,
  width: number,
): Promise<readonly string[]> {
  const rows = await ask(engine, statement, width)
  if (rows.length !== 1) throw strange(engine, `${rows.length} rows where one was asked for`)
  return rows[0]!
}

export function readCount(engine: SqlEngine, text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(count)) throw strange(engine, `${quoteValue(text)} where a count was asked for`)
  return count
}

/** What `exactText` of a dialect printed: the parts add up from the last, so that nothing is rounded twice. */
export function readDouble(engine: SqlEngine, text: string): number {
  const parts = text.split('_').map((part) => (NUMBER.test(part) ? Number(part) : Number.NaN))
  // + 0 makes -0 the 0 it equals.
  const value = parts.reduceRight((sum, part) => part + sum, 0) + 0
  if (!Number.isFinite(value)) throw strange(engine, `${quoteValue(text)} where a number was asked for`)
  return value
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/

export function readHex(engine: SqlEngine, text: string): string {
  if (!/^(?:[0-9A-Fa-f]{2})*$/.test(text))
    throw strange(engine, `${quoteValue(text)} where hex digits were asked for`)
  const bytes = Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  )
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new DataError('corrupt', engine.name, 'holds text that is not UTF-8', { cause })
  }
}

/** As `upper(hex(...))` of an engine writes it. */
export function writeHex(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}

export function strange(engine: SqlEngine, what: string): DataError {
  return new DataError('corrupt', engine.name, `answered ${what}`)
}
