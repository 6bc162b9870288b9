import type { ColumnProfile } from '@mlops-actions/data'

/** What every engine must say of a column, exactly: counts of cells or of categories, and the ends. */
export type Counts =
  | {
      readonly name: string
      readonly nulls: number
      readonly min: number | null
      readonly max: number | null
      readonly cells: readonly number[]
    }
  | {
      readonly name: string
      readonly nulls: number
      readonly categories: readonly (readonly [string, number])[]
    }

export function countsOf(column: ColumnProfile): Counts {
  const { name, nulls } = column
  return 'cells' in column
    ? { name, nulls, min: column.min, max: column.max, cells: column.cells.map(({ count }) => count) }
    : { name, nulls, categories: column.categories }
}
