import { DataError, quoteValue } from '../error.ts'
import { mergeMoments } from './moments.ts'
import type { CategoryProfile, ColumnProfile, NumberProfile, Profile } from './profile.ts'
import { MAX_CATEGORIES, sortCategories } from './profile-table.ts'

/**
 * Profiles of disjoint rows joined, all counted on the same edges. What the digest covers is exact in any order and
 * grouping; sums and moments differ in the last digits. DataError `wrong-type` when columns, kinds or edges differ.
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
  return {
    ...a,
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
  const counts = new Map(a.categories)
  for (const [name, count] of b.categories) counts.set(name, (counts.get(name) ?? 0) + count)
  if (counts.size > MAX_CATEGORIES) {
    throw new DataError('too-large', quoteValue(a.name), `holds more than ${MAX_CATEGORIES} different values`)
  }
  return { ...a, rows: a.rows + b.rows, nulls: a.nulls + b.nulls, categories: sortCategories(counts) }
}

const mismatch = (name: string, what: string): DataError =>
  new DataError('wrong-type', quoteValue(name), what)
