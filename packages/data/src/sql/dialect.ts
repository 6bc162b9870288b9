import type { SqlEngineName } from './engine.ts'

/** What a column of the engine is to a profile, and the SQL that makes it so. */
export type Reading =
  /** `value`: a double, null where the column is. */
  | { readonly kind: 'float' | 'timestamp'; readonly value: string }
  /** A whole number that may not fit a double; `value` keeps the engine's own type. */
  | { readonly kind: 'integer'; readonly value: string }
  /** `value`: text, true to the letter. */
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: string }

/** Where engines differ. Every method makes SQL from SQL, and nothing here is executed. */
export interface Dialect {
  readonly name: SqlEngineName
  /** Characters of a statement the engine takes for sure; most take more. */
  readonly maxStatement: number
  /** A name quoted. RangeError when the engine could not keep it as it is. */
  identifier(name: string): string
  /** A finite double as a typed literal: bare decimals are DECIMAL to some engines, and rounded. */
  double(value: number): string
  toDouble(sql: string): string
  toText(sql: string): string
  /** A double as text from which it can be read again exactly: one number, or several joined by `_` that add up to it. */
  exactText(double: string): string
  isNaN(double: string): string
  readonly infinity: string
  readonly negativeInfinity: string
  /** Upper or lower case hex digits of a text's UTF-8: comparable without collation, printable without quoting. */
  hex(text: string): string
  /** The type of a column as text, from an aggregate over no rows. */
  typeOf(column: string): string
  /** How many of the ascending edges are <= a finite double; at least one edge. */
  cell(double: string, edges: readonly number[]): string
  /** What a type of the engine is read as; undefined when it is nothing a profile counts. */
  read(type: string, column: string): Reading | undefined
}

/** A double in the shortest digits that make it again, with an exponent, as every engine's parser takes it. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('only finite numbers have digits')
  return (value + 0).toExponential()
}

/** Binary search spelled out: as deep as log2(edges), which no engine minds, and needs no function of any. */
export function nestedCase(
  double: string,
  edges: readonly number[],
  literal: (value: number) => string,
): string {
  const search = (from: number, to: number): string => {
    if (from === to) return String(from)
    const middle = (from + to) >>> 1
    return `CASE WHEN ${double}<${literal(edges[middle]!)} THEN ${search(from, middle)} ELSE ${search(middle + 1, to)} END`
  }
  return search(0, edges.length)
}

/**
 * A count of some unit since the epoch as milliseconds, correctly rounded: whole milliseconds and the rest apart, since
 * a count of nanoseconds leaves the range a double holds exactly.
 */
export function milliseconds(
  count: string,
  perMillisecond: number,
  divided: (a: string, b: string) => string,
  dialect: Pick<Dialect, 'toDouble' | 'double'>,
): string {
  const whole = dialect.toDouble(divided(count, String(perMillisecond)))
  const rest = dialect.toDouble(`mod(${count}, ${perMillisecond})`)
  return `${whole} + ${rest} / ${dialect.double(perMillisecond)}`
}

export const DAY_MS = 86_400_000

/** `"a""b"`, and `` `a``b` `` with a backtick. */
export function quoted(name: string, quote: string): string {
  // oxlint-disable-next-line no-control-regex
  if (name === '' || /[\u0000-\u001f\u007f]/.test(name)) {
    throw new RangeError(`${JSON.stringify(name)} is no name of a column or table`)
  }
  return quote + name.replaceAll(quote, quote + quote) + quote
}

/** The name of a type without its parameters, lower-cased: `DECIMAL(10,2)` is `decimal`; `DECIMAL(10,2)[]` is none. */
export const baseType = (type: string): string =>
  type
    .replace(/\(.*\)/s, '')
    .trim()
    .toLowerCase()

/** Precision and scale of a decimal type; undefined where it shows none. */
export function decimalOf(type: string): { readonly precision: number; readonly scale: number } | undefined {
  const match = /\((\d+)\s*,\s*(\d+)\)/.exec(type)
  return match === null ? undefined : { precision: Number(match[1]), scale: Number(match[2]) }
}

/** Digits of a whole number that a double holds whatever they are. */
const EXACT_DIGITS = 15

/**
 * A decimal as the nearest double. Engines divide the unscaled digits, which rounds twice when those are too many for
 * a double; by way of its text it rounds once.
 */
export function decimalValue(
  column: string,
  type: string,
  dialect: Pick<Dialect, 'toDouble' | 'toText'>,
): string {
  const decimal = decimalOf(type)
  const exact = decimal !== undefined && decimal.precision <= EXACT_DIGITS
  return exact ? dialect.toDouble(column) : dialect.toDouble(dialect.toText(column))
}

export const booleanText = (column: string): string =>
  `CASE WHEN ${column} THEN 'true' WHEN NOT ${column} THEN 'false' END`
