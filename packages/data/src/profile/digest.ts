import { createHash } from 'node:crypto'
import type { ColumnProfile, Profile } from './profile.ts'

/**
 * SHA-256 (hex) over what any engine counts exactly: kinds, rows, nulls, NaN, infinities, extremes, edges, cell
 * counts, categories; columns by name. Sums and moments stay out: they depend on the order of addition, and any
 * rounding has a boundary that two honest sums can fall on either side of. So does the number of different values:
 * an engine counts it, a file is sketched.
 */
export function profileDigest(profile: Profile): string {
  const columns = profile.columns.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const canonical = JSON.stringify([profile.version, ...columns.map(exactPart)])
  return createHash('sha256').update(canonical).digest('hex')
}

function exactPart(c: ColumnProfile): readonly unknown[] {
  const common = [c.name, c.kind, c.rows, c.nulls]
  switch (c.kind) {
    case 'number':
    case 'timestamp': {
      const special = [c.nan, c.negativeInfinity, c.positiveInfinity, c.min, c.max]
      return [...common, ...special, c.edges, c.cells.map((cell) => [cell.count, cell.single])]
    }
    case 'text':
    case 'boolean':
    case 'bigint':
      // Not why they are listed: a reference and the sum of parts counted on it are the same counts.
      return [...common, c.categories, c.other]
  }
}
