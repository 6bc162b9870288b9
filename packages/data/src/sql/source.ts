import type { Dialect, Reading } from './dialect.ts'
import type { Relation } from './engine.ts'

/**
 * The relation as it stands behind FROM, as `source`.
 *
 * RangeError for a name the engine cannot hold, and for a query that is empty, is more than one statement, or holds what
 * a command line of the engine would take for a command of its own.
 */
export function fromRelation(dialect: Dialect, relation: Relation): string {
  if ('table' in relation) {
    if (relation.table.length === 0) throw new RangeError('which table?')
    return `${relation.table.map((part) => dialect.identifier(part)).join('.')} AS source`
  }
  const query = relation.query.trim().replace(/;\s*$/, '')
  if (query === '') throw new RangeError('which query?')
  if (query.includes(';')) throw new RangeError('the query holds a semicolon: give one statement, or a view')
  // psql obeys `\!` and its like anywhere outside quotes.
  if (dialect.name === 'postgres' && query.includes('\\')) {
    throw new RangeError('the query holds a backslash, which psql takes for a command: make it a view')
  }
  // On lines of its own: a comment at the query's end must not swallow the bracket.
  return `(\n${query}\n) AS source`
}

/** A column as doubles `f` that are finite or null, with one zero; `v` is what it was. */
export function finiteSource(dialect: Dialect, from: string, value: string): string {
  return `(SELECT ${finite(dialect, 'v')} AS f FROM (SELECT ${value} AS v FROM ${from}) AS raw) AS numbers`
}

export function finite(dialect: Dialect, v: string): string {
  const none = `${dialect.isNaN(v)} OR ${v} = ${dialect.infinity} OR ${v} = ${dialect.negativeInfinity}`
  return `CASE WHEN ${none} THEN NULL WHEN ${v} = ${dialect.double(0)} THEN ${dialect.double(0)} ELSE ${v} END`
}

/** A column as the hex digits of its categories. */
export function categorySource(dialect: Dialect, from: string, value: string): string {
  return `(SELECT ${categoryHex(dialect, value)} AS h FROM ${from}) AS categories`
}

export const categoryHex = (dialect: Dialect, value: string): string => `upper(${dialect.hex(value)})`

/** The double a numeric reading holds. */
export function doubleOf(dialect: Dialect, reading: Reading): string {
  return reading.kind === 'integer' ? dialect.toDouble(reading.value) : reading.value
}

/** The text a categorical reading holds. */
export function textOf(dialect: Dialect, reading: Reading): string {
  return reading.kind === 'integer' ? dialect.toText(reading.value) : reading.value
}
