import { DataError, quoteValue } from '../error.ts'
import { HEAVY_SHARE, type Listing, MAX_CATEGORIES, sortCategories } from '../profile/heavy-categories.ts'
import type { Cell, CategoryProfile } from '../profile/profile.ts'
import { ask, readCount, readDouble, readHex, strange, writeHex } from './answer.ts'
import type { Overview, Place } from './overview.ts'
import {
  categoriesSelect,
  cellsSelect,
  edgesSelect,
  type Scale,
  scaleFor,
  type WhichCategories,
} from './statements.ts'

/** Values in a row of `edgesSelect`, `cellsSelect` and `categoriesSelect`. */
const COUNT_VALUES = 6
/** Names in one list of IN: Snowflake takes 16,384. */
const NAMES_AT_ONCE = 8000

/** Something to count, and what its rows come to. */
export interface Question<T> {
  readonly column: Overview
  readonly select: (tag: number) => string
  readonly read: (rows: readonly (readonly string[])[]) => T
}

/** Answers all questions in as few statements as the engine's limit allows. DataError `too-large` when one exceeds it. */
export async function answerAll<T>(place: Place, questions: readonly Question<T>[]): Promise<T[]> {
  const { engine, dialect } = place
  const answers: T[] = []
  for (let from = 0; from < questions.length; ) {
    const selects: string[] = []
    let length = 0
    for (const [i, question] of questions.slice(from).entries()) {
      const select = question.select(from + i)
      length += select.length + UNION.length
      if (length > dialect.maxStatement && selects.length > 0) break
      if (length > dialect.maxStatement) throw tooLong(place, question.column, length)
      selects.push(select)
    }
    const rows = await ask(engine, selects.join(UNION), COUNT_VALUES)
    const byTag = groupByTag(rows)
    for (const [i, question] of questions.slice(from, from + selects.length).entries()) {
      const tag = String(from + i)
      answers.push(question.read(byTag.get(tag) ?? []))
      byTag.delete(tag)
    }
    if (byTag.size > 0) throw strange(engine, 'rows of a column that was not asked for')
    from += selects.length
  }
  return answers
}

/** Two sorts of questions in the same statements. */
export async function answerBoth<A, B>(
  place: Place,
  first: readonly Question<A>[],
  second: readonly Question<B>[],
): Promise<readonly [A[], B[]]> {
  const answers = await answerAll<A | B>(place, [...first, ...second])
  return [answers.slice(0, first.length) as A[], answers.slice(first.length) as B[]]
}

const UNION = '\nUNION ALL\n'

function groupByTag(rows: readonly (readonly string[])[]): Map<string, (readonly string[])[]> {
  const byTag = new Map<string, (readonly string[])[]>()
  for (const row of rows) {
    const group = byTag.get(row[0]!)
    if (group === undefined) byTag.set(row[0]!, [row])
    else group.push(row)
  }
  return byTag
}

function tooLong({ where, engine }: Place, { name }: Overview, length: number): DataError {
  const message = `column ${quoteValue(name)} needs a statement of ${length} characters, too long for ${engine.name}; use fewer cells`
  return new DataError('too-large', where, message)
}

export const scaleOf = ({ min, max }: Overview): Scale =>
  scaleFor(Math.max(Math.abs(min ?? 0), Math.abs(max ?? 0)))

/** The edges of a numeric column that has finite values. */
export function edgesQuestion(place: Place, column: Overview, cells: number): Question<readonly number[]> {
  const { engine, dialect, from } = place
  const total = finiteCount(column)
  return {
    column,
    select: (tag) => edgesSelect(dialect, from, column.reading, { tag, total, cells }),
    read(rows) {
      const edges = rows.map(([, edge = '']) => readDouble(engine, edge)).toSorted((a, b) => a - b)
      const distinct = edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)
      if (!distinct || edges[0] !== column.min || edges.length > 2 * cells + 1) throw moved(place, column)
      return edges
    },
  }
}

export interface Counted {
  readonly cells: readonly Cell[]
  /** Of all finite values, times the column's scale: the sum itself may exceed the doubles when the mean does not. */
  readonly scaledSum: number
}

/** The cells of a numeric column on given edges. */
export function cellsQuestion(place: Place, column: Overview, edges: readonly number[]): Question<Counted> {
  const { engine, dialect, from } = place
  const scale = scaleOf(column)
  return {
    column,
    select: (tag) => cellsSelect(dialect, from, column.reading, { tag, edges, scale }),
    read(rows) {
      const cells: Cell[] = Array.from({ length: edges.length + 1 }, () => ({
        count: 0,
        sum: 0,
        single: false,
      }))
      let scaledSum = 0
      for (const [, cell = '', count = '', sum = '', least = '', greatest = ''] of rows) {
        const index = readCount(engine, cell)
        if (index >= cells.length || cells[index]!.count > 0)
          throw strange(engine, `cell ${index} twice or for no reason`)
        const [low, high] = [readDouble(engine, least), readDouble(engine, greatest)]
        // The engine's own comparison against ours: a cell it chose must hold what it found there.
        if (low < (edges[index - 1] ?? -Infinity) || high >= (edges[index] ?? Infinity) || low > high) {
          throw strange(engine, `values from ${low} to ${high} in cell ${index}, where they do not belong`)
        }
        const part = readDouble(engine, sum)
        scaledSum += part
        cells[index] = {
          count: readCount(engine, count),
          sum: part / scale.factor + 0,
          single: low === high && low === edges[index - 1],
        }
      }
      const counted = cells.reduce((total, cell) => total + cell.count, 0)
      if (counted !== finiteCount(column)) throw moved(place, column)
      return { cells, scaledSum }
    },
  }
}

export const finiteCount = (column: Overview): number =>
  column.rows - column.nulls - column.nan - column.negativeInfinity - column.positiveInfinity

/** All categories of a column, or one more than can be listed. */
export const wholeQuestion = (place: Place, column: Overview): Question<ReadonlyMap<string, number>> =>
  categoriesQuestion(place, column, { take: 'first', limit: MAX_CATEGORIES + 1 })

/** Whether a column's own categories may be listed: not when its reference lists only some. */
export const mayBeWhole = (reference: CategoryProfile | undefined): boolean =>
  reference === undefined || reference.listed === 'all'

/** The categories of a column, out of the answer to `wholeQuestion` or by more questions when they are too many. */
export async function listCategories(
  place: Place,
  column: Overview,
  whole: ReadonlyMap<string, number> | undefined,
  reference: CategoryProfile | undefined,
): Promise<Listing> {
  const all = whole !== undefined && whole.size <= MAX_CATEGORIES
  return all ? listing(place, column, 'all', whole) : someCategories(place, column, reference)
}

async function someCategories(
  place: Place,
  column: Overview,
  reference: CategoryProfile | undefined,
): Promise<Listing> {
  if (reference === undefined) {
    const which = {
      take: 'heavy',
      present: column.rows - column.nulls,
      denominator: 1 / HEAVY_SHARE,
    } as const
    const [heavy] = await answerAll(place, [categoriesQuestion(place, column, which)])
    return listing(place, column, 'heavy', heavy!)
  }
  const names = reference.categories.map(([name]) => name)
  const questions = chunksOf(names.map(writeHex), place.dialect.maxStatement / 2).map((hex) =>
    categoriesQuestion(place, column, { take: 'named', hex }),
  )
  const counts = new Map(names.map((name) => [name, 0]))
  for (const part of await answerAll(place, questions))
    for (const [name, count] of part) counts.set(name, count)
  return listing(place, column, 'reference', counts)
}

/** As many names at a time as fit into one list. */
function chunksOf(names: readonly string[], characters: number): readonly (readonly string[])[] {
  const chunks: string[][] = []
  let [chunk, length] = [[] as string[], 0]
  for (const name of names) {
    if (chunk.length === NAMES_AT_ONCE || (chunk.length > 0 && length + name.length > characters)) {
      chunks.push(chunk)
      ;[chunk, length] = [[], 0]
    }
    chunk.push(name)
    length += name.length + 3
  }
  return chunk.length === 0 ? chunks : [...chunks, chunk]
}

function categoriesQuestion(
  place: Place,
  column: Overview,
  which: WhichCategories,
): Question<Map<string, number>> {
  const { engine, dialect, from } = place
  return {
    column,
    select: (tag) => categoriesSelect(dialect, from, column.reading, { tag, which }),
    read(rows) {
      const counts = new Map<string, number>()
      for (const [, name = '', count = ''] of rows) {
        if (!name.startsWith('x')) throw strange(engine, `${quoteValue(name)} where a category was asked for`)
        const category = readHex(engine, name.slice(1))
        if (counts.has(category)) throw strange(engine, `the category ${quoteValue(category)} twice`)
        counts.set(category, readCount(engine, count))
      }
      return counts
    },
  }
}

function listing(
  place: Place,
  column: Overview,
  listed: CategoryProfile['listed'],
  counts: ReadonlyMap<string, number>,
): Listing {
  const categories = sortCategories(counts)
  const present = column.rows - column.nulls
  const other = present - categories.reduce((sum, [, count]) => sum + count, 0)
  if (other < 0 || (listed === 'all' && other > 0)) throw moved(place, column)
  const distinct =
    listed === 'all' || column.distinct === undefined
      ? {}
      : { distinct: { by: 'count', count: column.distinct } as const }
  return { ...distinct, listed, categories, other }
}

export function moved({ where }: Place, { name }: Overview): DataError {
  const message = `column ${quoteValue(name)} changed while it was profiled; profile a snapshot of it`
  return new DataError('corrupt', where, message)
}
