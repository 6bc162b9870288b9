import { DataError } from '../error.ts'
import { DEFAULT_CELLS } from '../profile/edges.ts'
import type { Moments } from '../profile/moments.ts'
import type { CategoryProfile, ColumnProfile, NumberProfile, Profile } from '../profile/profile.ts'
import { PROFILE_VERSION } from '../profile/profile.ts'
import { cellsQuestion, edgesQuestion, finiteCount } from './count-cells.ts'
import { DIALECTS } from './dialects.ts'
import type { Relation, SqlEngine } from './engine.ts'
import { COLUMNS_AT_ONCE, type Overview, overviewOf, type Place } from './overview.ts'
import { listCategories, mayBeWhole, wholeQuestion } from './list-categories.ts'
import { momentsOf } from './moments-sql.ts'
import { answerAll, answerBoth } from './question.ts'
import { fromRelation } from './source.ts'

export interface SqlProfileOptions {
  /** Default: those of `edges`. */
  readonly columns?: readonly string[]
  /** Count on this reference's edges and categories, so that the two profiles can be compared. */
  readonly edges?: Profile
  readonly cells?: number
  /** Count how many different values the columns hold (default true); exact, and on some engines dear. */
  readonly distinct?: boolean
}

/**
 * The profile of a relation, counted by the engine that holds it: the digest is that of `profileTable` of the same rows
 * in a file. Rows never leave the engine; counts, edges and the names of categories do. A few statements in all: types,
 * an overview, edges where there is no reference, counts, and moments.
 *
 * DataError `missing-column` when no columns are named, `wrong-type` for a type that is not counted or another than in
 * the reference, `too-large` when the engine's limit on statements is met, `corrupt` when the answer contradicts itself,
 * as it does when rows come and go meanwhile. RangeError for a relation or name that cannot be written in SQL; whatever
 * the engine raises.
 */
export async function profileSql(
  engine: SqlEngine,
  relation: Relation,
  options: SqlProfileOptions = {},
): Promise<Profile> {
  const dialect = DIALECTS[engine.name]
  const where = 'table' in relation ? relation.table.join('.') : `the query on ${engine.name}`
  const place: Place = { engine, dialect, where, from: fromRelation(dialect, relation) }
  const reference = options.edges
  const names = [...new Set(options.columns ?? reference?.columns.map(({ name }) => name))]
  if (names.length === 0) throw new DataError('missing-column', where, 'name the columns to profile')

  const overviews: Overview[] = []
  for (let i = 0; i < names.length; i += COLUMNS_AT_ONCE) {
    const chunk = names.slice(i, i + COLUMNS_AT_ONCE)
    overviews.push(...(await overviewOf(place, chunk, reference, options.distinct ?? true)))
  }
  const numbers = overviews.filter(isNumeric)
  const categories = overviews.filter((column) => !isNumeric(column))
  const edges = await edgesOf(place, numbers, reference, options.cells ?? DEFAULT_CELLS)
  const open = categories.filter(({ name }) => mayBeWhole(categoriesOf(reference, name)))
  const [counts, wholes] = await answerBoth(
    place,
    numbers.map((column, i) => cellsQuestion(place, column, edges[i]!)),
    open.map((column) => wholeQuestion(place, column)),
  )
  const moments = await momentsOf(place, numbers, counts)
  const columns: ColumnProfile[] = []
  for (const column of overviews) {
    const at = numbers.indexOf(column)
    if (at >= 0) {
      columns.push({ ...numberProfile(column, moments[at]!), edges: edges[at]!, cells: counts[at]!.cells })
      continue
    }
    const { name, rows, nulls } = column
    const kind = column.kind as CategoryProfile['kind']
    const whole = wholes[open.indexOf(column)]
    const listing = await listCategories(place, column, whole, categoriesOf(reference, name))
    columns.push({ name, kind, rows, nulls, ...listing })
  }
  return { version: PROFILE_VERSION, columns }
}

const isNumeric = ({ kind }: Overview): boolean => kind === 'number' || kind === 'timestamp'

/** The column of a reference; its kind has been compared. */
const find = (reference: Profile | undefined, name: string): ColumnProfile | undefined =>
  reference?.columns.find((column) => column.name === name)
const categoriesOf = (reference: Profile | undefined, name: string): CategoryProfile | undefined =>
  find(reference, name) as CategoryProfile | undefined

function numberProfile(column: Overview, moments: Moments): Omit<NumberProfile, 'edges' | 'cells'> {
  const { name, rows, nulls, nan, negativeInfinity, positiveInfinity, min, max, distinct } = column
  const kind = column.kind as NumberProfile['kind']
  const different = distinct === undefined ? {} : { distinct: { by: 'count', count: distinct } as const }
  return { name, kind, rows, nulls, ...different, nan, negativeInfinity, positiveInfinity, min, max, moments }
}

/** A reference's edges, or such as `equiDepthEdges` makes. */
async function edgesOf(
  place: Place,
  columns: readonly Overview[],
  reference: Profile | undefined,
  cells: number,
): Promise<(readonly number[])[]> {
  const known = columns.map(({ name }) => (find(reference, name) as NumberProfile | undefined)?.edges)
  const unknown = columns.filter((column, i) => known[i] === undefined && finiteCount(column) > 0)
  const made = await answerAll(
    place,
    unknown.map((column) => edgesQuestion(place, column, cells)),
  )
  return columns.map((_, i) => known[i] ?? made[unknown.indexOf(columns[i]!)] ?? [])
}
