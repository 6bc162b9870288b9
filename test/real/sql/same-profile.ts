import {
  type ColumnProfile,
  type NumberProfile,
  type Profile,
  profileDigest,
  rangeOf,
} from '@mlops-actions/data'
import { expect } from 'vitest'

/** Column by column what the digest covers, then the digest, then what is only nearly equal: sums and moments. */
export function expectSameProfile(fromSql: Profile, fromFile: Profile): void {
  expect(fromSql.columns.map(exact)).toEqual(fromFile.columns.map(exact))
  expect(profileDigest(fromSql)).toBe(profileDigest(fromFile))
  for (const [i, column] of fromSql.columns.entries()) {
    const other = fromFile.columns[i]!
    if ('cells' in column && 'cells' in other) expectSameSums(column, other)
    if (column.distinct !== undefined && other.distinct !== undefined) {
      const { low, high } = rangeOf(other.distinct)
      const { estimate } = rangeOf(column.distinct)
      expect(estimate, column.name).toBeGreaterThanOrEqual(Math.floor(low))
      expect(estimate, column.name).toBeLessThanOrEqual(Math.ceil(high))
    }
  }
}

function exact(column: ColumnProfile): object {
  const { distinct: _, ...rest } = column
  if (!('cells' in column)) return { ...rest, listed: undefined }
  const cells = column.cells.map(({ count, single }) => [count, single])
  return { ...rest, moments: column.moments.count, cells }
}

function expectSameSums(column: NumberProfile, other: NumberProfile): void {
  const largest = Math.max(Math.abs(column.min ?? 0), Math.abs(column.max ?? 0))
  const near = (a: number, b: number, size: number, what: string): void => {
    // What overflows here overflows there.
    if (!Number.isFinite(size) || !Number.isFinite(a) || !Number.isFinite(b)) return
    expect(Math.abs(a - b), `${column.name}: ${what} ${a} ${b}`).toBeLessThanOrEqual(1e-11 * size + 1e-300)
  }
  for (const [i, cell] of column.cells.entries())
    near(cell.sum, other.cells[i]!.sum, cell.count * largest, 'sum')
  const [a, b] = [column.moments, other.moments]
  near(a.mean, b.mean, largest, 'mean')
  near(a.m2, b.m2, b.m2, 'm2')
  near(a.m3, b.m3, b.m2 * largest, 'm3')
  near(a.m4, b.m4, b.m4, 'm4')
}
