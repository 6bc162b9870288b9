import { quoteValue } from '../error.ts'
import { HEAVY_SHARE, type Listing, MAX_CATEGORIES, sortCategories } from '../profile/heavy-categories.ts'
import type { CategoryProfile } from '../profile/profile.ts'
import { readCount, readHex, strange, writeHex } from './answer.ts'
import type { Overview, Place } from './overview.ts'
import { answerAll, moved, type Question } from './question.ts'
import { categoriesSelect, type WhichCategories } from './statements.ts'

/** Names in one list of IN: Snowflake takes 16,384. */
const NAMES_AT_ONCE = 8000

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
