import { areRegisters } from './distinct.ts'
import { HEAVY_SHARE, MAX_CATEGORIES } from './heavy-categories.ts'
import type { CategoryProfile, ColumnProfile, NumberProfile, Profile } from './profile.ts'

/** Reports what is expected and not so; never returns. */
export type Fail = (at: string, expected: string) => never

/** What holds of every profile whatever form it is stored in: counts add up, order and extremes are possible. */
export function checkProfile({ columns }: Profile, fail: Fail): void {
  if (new Set(columns.map(({ name }) => name)).size !== columns.length) fail('columns', 'distinct names')
  for (const [i, column] of columns.entries()) checkColumn(column, `columns[${i}]`, fail)
}

function checkColumn(column: ColumnProfile, at: string, fail: Fail): void {
  checkDistinct(column, at, fail)
  if ('cells' in column) checkNumbers(column, at, fail)
  else checkCategories(column, at, fail)
}

function checkNumbers(column: NumberProfile, at: string, fail: Fail): void {
  const { edges, cells, rows, nulls, nan, negativeInfinity, positiveInfinity, moments, min, max } = column
  const ascending = edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)
  if (!ascending || edges.some((edge) => Object.is(edge, -0))) fail(`${at}.edges`, 'ascending numbers')
  if (cells.length !== edges.length + 1) fail(`${at}.cells`, 'one cell more than edges')
  if (cells[0]!.single) fail(`${at}.cells`, 'no single value below the first edge')
  if (cells.some((cell) => cell.single && cell.count === 0))
    fail(`${at}.cells`, 'no single value in an empty cell')
  const finite = cells.reduce((sum, cell) => sum + cell.count, 0)
  const all = finite + nulls + nan + negativeInfinity + positiveInfinity
  if (all !== rows || moments.count !== finite) fail(at, 'counts that add up to rows')
  const ends = min === null || max === null ? min === max && finite === 0 : min <= max && finite > 0
  if (!ends) fail(at, 'min and max exactly when there are finite values')
}

function checkCategories(column: CategoryProfile, at: string, fail: Fail): void {
  const { categories, listed, nulls, other, rows } = column
  const ascending = categories.every(([name], i) => i === 0 || name > categories[i - 1]![0])
  if (!ascending) fail(`${at}.categories`, 'distinct names in order')
  if (categories.length > MAX_CATEGORIES) fail(`${at}.categories`, `at most ${MAX_CATEGORIES} names`)
  if (categories.reduce((sum, [, count]) => sum + count, nulls + other) !== rows) {
    fail(at, 'counts that add up to rows')
  }
  if (listed === 'all' && other !== 0) fail(`${at}.other`, '0 where all categories are listed')
  const least =
    listed === 'reference' ? 0 : listed === 'all' ? 1 : Math.floor((rows - nulls) * HEAVY_SHARE) + 1
  if (categories.some(([, count]) => count < least)) fail(`${at}.categories`, `counts of at least ${least}`)
}

function checkDistinct({ distinct, rows }: ColumnProfile, at: string, fail: Fail): void {
  if (distinct === undefined) return
  switch (distinct.by) {
    case 'count':
      if (distinct.count > rows) fail(`${at}.distinct`, 'no more different values than rows')
      return
    case 'bounds':
      if (distinct.low > distinct.high || distinct.low > rows)
        fail(`${at}.distinct`, 'ordered bounds within the rows')
      return
    case 'hyperloglog':
      if (!areRegisters(distinct.registers)) fail(`${at}.distinct`, 'the registers of a sketch')
  }
}
