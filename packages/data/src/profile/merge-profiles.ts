import { DataError, quoteValue } from '../error.ts'
import { MAX_CATEGORIES, sortCategories } from './heavy-categories.ts'
import { mergeDistinct } from './distinct.ts'
import { mergeMoments } from './moments.ts'
import { onCategories } from './on-categories.ts'
import type { CategoryProfile, ColumnProfile, NumberProfile, Profile } from './profile.ts'

/**
 * Profiles of disjoint rows joined, all counted on the same edges and categories. What the digest covers is exact in
 * any order and grouping; sums and moments differ in the last digits. The number of different values is estimated of
 * the whole where all parts were sketched.
 *
 * DataError `wrong-type` when columns, kinds, edges or lists of categories differ, or two parts list only their own
 * heavy categories; `too-large` when all categories together are too many to list. Both are mended by counting the
 * parts on one reference.
 */
export function mergeProfiles(parts: readonly [Profile, ...Profile[]]): Profile {
  return parts.slice(1).reduce(mergeTwo, parts[0])
}

function mergeTwo(a: Profile, b: Profile): Profile {
  if (a.columns.length !== b.columns.length) throw mismatch('profiles', 'have different columns')
  return {
    version: a.version,
    columns: a.columns.map((column) => {
      const other = b.columns.find((candidate) => candidate.name === column.name)
      if (other === undefined) throw mismatch(column.name, 'is missing in a part')
      return mergeColumns(column, other)
    }),
  }
}

function mergeColumns(a: ColumnProfile, b: ColumnProfile): ColumnProfile {
  if (a.kind !== b.kind) throw mismatch(a.name, `is ${a.kind} in one part and ${b.kind} in another`)
  if ('cells' in a && 'cells' in b) return mergeNumbers(a, b)
  return mergeCategories(a as CategoryProfile, b as CategoryProfile)
}

function mergeNumbers(a: NumberProfile, b: NumberProfile): NumberProfile {
  if (a.edges.length !== b.edges.length || a.edges.some((edge, i) => edge !== b.edges[i])) {
    throw mismatch(a.name, 'was counted on different edges')
  }
  const { distinct: _, ...common } = a
  const distinct = mergeDistinct(a.distinct, b.distinct)
  return {
    ...common,
    ...(distinct === undefined ? {} : { distinct }),
    rows: a.rows + b.rows,
    nulls: a.nulls + b.nulls,
    nan: a.nan + b.nan,
    negativeInfinity: a.negativeInfinity + b.negativeInfinity,
    positiveInfinity: a.positiveInfinity + b.positiveInfinity,
    min: a.min === null ? b.min : b.min === null ? a.min : Math.min(a.min, b.min),
    max: a.max === null ? b.max : b.max === null ? a.max : Math.max(a.max, b.max),
    moments: mergeMoments(a.moments, b.moments),
    cells: a.cells.map((cell, i) => {
      const other = b.cells[i]!
      const single = (cell.single || cell.count === 0) && (other.single || other.count === 0)
      const count = cell.count + other.count
      return { count, sum: cell.sum + other.sum, single: single && count > 0 }
    }),
  }
}

function mergeCategories(a: CategoryProfile, b: CategoryProfile): CategoryProfile {
  const rows = { rows: a.rows + b.rows, nulls: a.nulls + b.nulls }
  if (a.listed === 'all' && b.listed === 'all') {
    const counts = joined(a, b)
    if (counts.size <= MAX_CATEGORIES) return { ...a, ...rows, categories: sortCategories(counts) }
    const message = `holds more than ${MAX_CATEGORIES} different values; count the parts on one reference`
    throw new DataError('too-large', quoteValue(a.name), message)
  }
  // What is heavy in the whole need not be heavy in a part.
  const names = a.listed === 'reference' ? a : b.listed === 'reference' ? b : undefined
  const left = names && onCategories(a, names)
  const right = names && onCategories(b, names)
  if (left === undefined || right === undefined)
    throw mismatch(a.name, 'lists other categories in another part')
  const distinct = mergeDistinct(a.distinct, b.distinct)
  const { distinct: _, ...common } = left
  return {
    ...common,
    ...rows,
    ...(distinct === undefined ? {} : { distinct }),
    listed: 'reference',
    categories: sortCategories(joined(left, right)),
    other: left.other + right.other,
  }
}

function joined(a: CategoryProfile, b: CategoryProfile): Map<string, number> {
  const counts = new Map(a.categories)
  for (const [name, count] of b.categories) counts.set(name, (counts.get(name) ?? 0) + count)
  return counts
}

const mismatch = (name: string, what: string): DataError =>
  new DataError('wrong-type', quoteValue(name), what)
