import type { Moments } from './moments.ts'

export const PROFILE_VERSION = 1

/** What a dataset leaves behind when its rows may not be kept: counts and sums, no rows. */
export interface Profile {
  readonly version: typeof PROFILE_VERSION
  readonly columns: readonly ColumnProfile[]
}

export type ColumnProfile = NumberProfile | CategoryProfile

interface Common {
  readonly name: string
  readonly rows: number
  readonly nulls: number
}

export interface NumberProfile extends Common {
  readonly kind: 'number' | 'timestamp'
  readonly nan: number
  readonly negativeInfinity: number
  readonly positiveInfinity: number
  /** Of the finite values; null when there is none. */
  readonly min: number | null
  readonly max: number | null
  readonly moments: Moments
  /** Strictly ascending. They are values of the reference: a profile is not anonymous. */
  readonly edges: readonly number[]
  /** One more than edges: below the first edge, then [edge i, edge i+1), last [last edge, max]. */
  readonly cells: readonly Cell[]
}

export interface Cell {
  readonly count: number
  readonly sum: number
  /** Every value equals the cell's lower edge: nothing inside the cell is unknown. */
  readonly single: boolean
}

export interface CategoryProfile extends Common {
  readonly kind: 'text' | 'boolean' | 'bigint'
  /** Exact counts in code-unit order of the names. */
  readonly categories: readonly (readonly [name: string, count: number])[]
}
