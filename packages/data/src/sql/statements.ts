import type { Dialect, Reading } from './dialect.ts'
import { categoryHex, categorySource, doubleOf, finite, finiteSource, textOf } from './source.ts'

/**
 * Statements whose every value is text of the characters [0-9A-Za-z.+_-], a NULL the empty string: whatever format a
 * command line prints, there is nothing in it to quote, and no type whose printing could differ.
 */

/** One row, a column each: the names of their types in hex. */
export function typesStatement(dialect: Dialect, from: string, columns: readonly string[]): string {
  const types = columns.map(
    (column, i) => `${dialect.hex(dialect.typeOf(dialect.identifier(column)))} AS t${i}`,
  )
  return `SELECT ${types.join(', ')} FROM ${from} WHERE 1 = 0`
}

/** Values of a column in the row of `overviewStatement`. */
export const OVERVIEW_VALUES = 7

/**
 * One row: the number of rows, and for every column seven values: how many are present, NaN, -infinity, +infinity, the
 * least and greatest (finite, or exact whole numbers), and how many different ones.
 */
export function overviewStatement(
  dialect: Dialect,
  from: string,
  readings: readonly Reading[],
  distinct: boolean,
): string {
  const raw: string[] = []
  const prepared: string[] = []
  const values: string[] = [dialect.toText('count(*)')]
  const count = (what: string): string => dialect.toText(`count(${what})`)
  const or = (text: string): string => `coalesce(${text}, '')`
  const whole = (what: string): string => or(dialect.toText(what))
  const exact = (what: string): string => or(dialect.exactText(what))
  const different = (what: string): string => (distinct ? count(`DISTINCT ${what}`) : `''`)
  for (const [i, reading] of readings.entries()) {
    const [v, f] = [`v${i}`, `f${i}`]
    switch (reading.kind) {
      case 'float':
      case 'timestamp': {
        raw.push(`${reading.value} AS ${v}`)
        prepared.push(v, `${finite(dialect, v)} AS ${f}`)
        const is = (test: string): string => count(`CASE WHEN ${test} THEN 1 END`)
        values.push(count(v), is(dialect.isNaN(v)), is(`${v} = ${dialect.negativeInfinity}`))
        values.push(is(`${v} = ${dialect.infinity}`), exact(`min(${f})`), exact(`max(${f})`), different(f))
        break
      }
      case 'integer':
        raw.push(`${reading.value} AS ${v}`)
        prepared.push(v)
        values.push(count(v), `''`, `''`, `''`, whole(`min(${v})`), whole(`max(${v})`), different(v))
        break
      case 'text':
      case 'boolean':
        raw.push(`${categoryHex(dialect, reading.value)} AS ${v}`)
        prepared.push(v)
        values.push(count(v), `''`, `''`, `''`, `''`, `''`, different(v))
    }
  }
  const named = values.map((value, i) => `${value} AS o${i}`)
  return `SELECT ${named.join(', ')} FROM (SELECT ${prepared.join(', ')} FROM (SELECT ${raw.join(', ')} FROM ${from}) AS raw) AS prepared`
}

/** Rows `[tag, edge, '', '', '', '']`: `equiDepthEdges` of the column's `total` finite values, by window functions over whole numbers. */
export function edgesSelect(
  dialect: Dialect,
  from: string,
  reading: Reading,
  { tag, total, cells }: { readonly tag: number; readonly total: number; readonly cells: number },
): string {
  const source = finiteSource(dialect, from, doubleOf(dialect, reading))
  const runs = `SELECT f, count(*) AS n FROM ${source} WHERE f IS NOT NULL GROUP BY f`
  const ranks = `SELECT f, n, sum(n) OVER (ORDER BY f ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - n AS below FROM (${runs}) AS runs`
  const filled = `SELECT f, n, below * ${cells} - mod(below * ${cells}, ${total}) AS cell FROM (${ranks}) AS ranks`
  const steps = `SELECT f, n, cell, lag(cell) OVER (ORDER BY f) AS previous FROM (${filled}) AS filled`
  const isEdge = `previous IS NULL OR previous <> cell OR n * ${cells} >= ${total}`
  return `SELECT '${tag}' AS c, ${dialect.exactText('f')} AS k, '' AS n, '' AS s, '' AS l, '' AS h FROM (${steps}) AS steps WHERE ${isEdge}`
}

/** Rows `[tag, cell, count, sum of scaled values, least, greatest]`, one a cell that is not empty. */
export function cellsSelect(
  dialect: Dialect,
  from: string,
  reading: Reading,
  { tag, edges, scale }: { readonly tag: number; readonly edges: readonly number[]; readonly scale: Scale },
): string {
  const source = finiteSource(dialect, from, doubleOf(dialect, reading))
  const cell = edges.length === 0 ? '0' : dialect.cell('f', edges)
  const counted = `SELECT ${cell} AS k, f, ${scaled(dialect, 'f', scale)} AS s FROM ${source} WHERE f IS NOT NULL`
  const counts = ['k', 'count(*)'].map((count) => dialect.toText(count))
  const doubles = ['sum(s)', 'min(f)', 'max(f)'].map((double) => dialect.exactText(double))
  const named = [...counts, ...doubles].map((value, i) => `${value} AS ${'knslh'[i]}`)
  return `SELECT '${tag}' AS c, ${named.join(', ')} FROM (${counted}) AS counted GROUP BY k`
}

/** Rows `[tag, 'x' and the hex digits of a category, count, '', '', '']`; at most `limit` of them, or all that `which` says. */
export function categoriesSelect(
  dialect: Dialect,
  from: string,
  reading: Reading,
  { tag, which }: { readonly tag: number; readonly which: WhichCategories },
): string {
  const source = categorySource(dialect, from, textOf(dialect, reading))
  const counted = (where: string, rest: string): string =>
    `SELECT h, count(*) AS n FROM ${source} WHERE ${where} GROUP BY h${rest}`
  const rows = ((): string => {
    switch (which.take) {
      case 'first':
        return counted('h IS NOT NULL', ` LIMIT ${which.limit}`)
      case 'heavy':
        return counted('h IS NOT NULL', ` HAVING count(*) * ${which.denominator} > ${which.present}`)
      case 'named':
        return counted(`h IN (${which.hex.map((hex) => `'${hex}'`).join(',')})`, '')
    }
  })()
  const name = `concat('x', h)`
  return `SELECT '${tag}' AS c, ${name} AS k, ${dialect.toText('n')} AS n, '' AS s, '' AS l, '' AS h FROM (${rows}) AS counted`
}

export type WhichCategories =
  | { readonly take: 'first'; readonly limit: number }
  | { readonly take: 'heavy'; readonly present: number; readonly denominator: number }
  | { readonly take: 'named'; readonly hex: readonly string[] }

/** Values of a column in the row of `momentsStatement`. */
export const MOMENT_VALUES = 8

/** What a column's moments are taken around, and its extremes as we read them. */
export interface Centre {
  readonly reading: Reading
  readonly mean: number
  readonly min: number
  readonly max: number
  readonly scale: Scale
}

/**
 * One row, eight values a column: the sums of the first four powers of the scaled distance from the mean, and how many
 * values are below `min`, at it, at `max` and above it: an engine that prints doubles in too few digits is found out.
 */
export function momentsStatement(dialect: Dialect, from: string, centres: readonly Centre[]): string {
  const double = (value: number): string => dialect.double(value)
  const raw = centres.map(({ reading }, i) => `${doubleOf(dialect, reading)} AS v${i}`)
  const clean = centres.map((_, i) => `${finite(dialect, `v${i}`)} AS f${i}`)
  const distances = centres.map(({ mean, scale }, i) => {
    const d = `${scaled(dialect, `f${i}`, scale)} - ${double(mean * scale.factor)}`
    return `f${i}, ${d} AS e${i}`
  })
  // PostgreSQL raises an error where a product underflows.
  const kept = centres.map(
    (_, i) => `f${i}, CASE WHEN abs(e${i}) < ${double(2 ** -250)} THEN ${double(0)} ELSE e${i} END AS d${i}`,
  )
  const values = centres.flatMap(({ min, max }, i) => [
    ...[`d${i}`, `d${i} * d${i}`, `d${i} * d${i} * d${i}`, `d${i} * d${i} * d${i} * d${i}`].map((power) =>
      dialect.exactText(`sum(${power})`),
    ),
    ...[`< ${double(min)}`, `= ${double(min)}`, `= ${double(max)}`, `> ${double(max)}`].map((test) =>
      dialect.toText(`count(CASE WHEN f${i} ${test} THEN 1 END)`),
    ),
  ])
  const named = values.map((value, i) => `coalesce(${value}, '') AS m${i}`)
  const nested = [clean, distances, kept].reduce(
    (source, columns, i) => `(SELECT ${columns.join(', ')} FROM ${source}) AS s${i}`,
    `(SELECT ${raw.join(', ')} FROM ${from}) AS raw`,
  )
  return `SELECT ${named.join(', ')} FROM ${nested}`
}

/** A power of two that values are multiplied by, so that sums and powers stay within the doubles. */
export interface Scale {
  readonly factor: number
  /** Magnitudes below vanish when scaled. */
  readonly least: number
}

/** The scale at which nothing of a magnitude up to `largest` exceeds 2. */
export function scaleFor(largest: number): Scale {
  if (largest === 0) return { factor: 1, least: 0 }
  // Beyond these ends the factor itself would leave the doubles.
  const exponent = Math.min(1000, Math.max(-1020, -Math.floor(Math.log2(largest))))
  const factor = 2 ** exponent
  return { factor, least: factor < 1 ? Math.min(2 ** -1000 / factor, largest) : 0 }
}

function scaled(dialect: Dialect, f: string, { factor, least }: Scale): string {
  if (factor === 1) return f
  const product = `${f} * ${dialect.double(factor)}`
  if (least === 0) return product
  return `CASE WHEN abs(${f}) < ${dialect.double(least)} THEN ${dialect.double(0)} ELSE ${product} END`
}
