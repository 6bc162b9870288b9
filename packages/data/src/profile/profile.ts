import type { Distinct } from './distinct.ts'
import type { Moments } from './moments.ts'

/** Raised whenever a field or the digest changes its meaning: a profile of another version is never compared. */
export const PROFILE_VERSION = 2

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
  /** Different present values, where they are not all listed; absent when nobody counted them. Not in the digest. */
  readonly distinct?: Distinct
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
  /**
   * Which categories are listed: `all`; `heavy`, those that hold more than HEAVY_SHARE of the present values; or
   * `reference`, those a reference lists, with a count of 0 where they do not occur.
   */
  readonly listed: 'all' | 'heavy' | 'reference'
  /** Exact counts in code-unit order of the names. They are values of the data: a profile is not anonymous. */
  readonly categories: readonly (readonly [name: string, count: number])[]
  /** Present values of categories that are not listed, exactly; 0 when all are. */
  readonly other: number
}
