import { distinctSketch, type DistinctSketch } from './distinct.ts'
import type { CategoryProfile } from './profile.ts'

/** Categories listed in full; a column that holds more lists its heavy ones. */
export const MAX_CATEGORIES = 1 << 16
/** The share of the present values a category must exceed to be heavy. */
export const HEAVY_SHARE = 1 / 4096

/** More categories than may be listed: among these are the heavy ones, which a second pass over the column finds. */
export interface Candidates {
  readonly names: ReadonlySet<string>
  readonly distinct: DistinctSketch
}

/** What a column's categories come to, but for its name, kind, rows and nulls. */
export type Listing = Pick<CategoryProfile, 'distinct' | 'listed' | 'categories' | 'other'>

/**
 * Counts categories as they come. While all can be listed they are; after that those a reference lists are counted, and
 * all others together. Without a reference, the frequent-items summary of Misra and Gries (1982) keeps every category
 * that can be heavy: what is cut from a counter in all stays below 2 / MAX_CATEGORIES of the values, an eighth of
 * HEAVY_SHARE.
 */
export function categoryTally(reference?: CategoryProfile) {
  const fixed = reference !== undefined && reference.listed !== 'all' ? reference : undefined
  let state: 'all' | 'reference' | 'candidates' = fixed === undefined ? 'all' : 'reference'
  let counts = fixed === undefined ? new Map<string, number>() : onReference(new Map(), fixed)
  let sketch = fixed === undefined ? undefined : distinctSketch()
  let present = 0
  const overflow = (): void => {
    if (state === 'candidates') return cut(counts)
    sketch = distinctSketch()
    for (const category of counts.keys()) sketch.addText(category)
    if (reference === undefined) {
      state = 'candidates'
      cut(counts)
    } else {
      state = 'reference'
      counts = onReference(counts, reference)
    }
  }
  return {
    add(category: string, count: number): void {
      if (count === 0) return
      present += count
      sketch?.addText(category)
      const known = counts.get(category)
      if (known !== undefined || state !== 'reference') counts.set(category, (known ?? 0) + count)
      if (counts.size > MAX_CATEGORIES && state !== 'reference') overflow()
    },
    finish(): Listing | Candidates {
      if (state === 'candidates') return { names: new Set(counts.keys()), distinct: sketch! }
      const categories = sortCategories(counts)
      return {
        ...(sketch === undefined ? {} : { distinct: sketch.finish() }),
        listed: state,
        categories,
        other: present - held(categories),
      }
    },
  }
}

/** The second pass: exact counts of the candidates, of which the heavy ones stay. */
export function heavyTally(candidates: Candidates) {
  const counts = new Map<string, number>()
  let present = 0
  return {
    add(category: string, count: number): void {
      present += count
      if (candidates.names.has(category)) counts.set(category, (counts.get(category) ?? 0) + count)
    },
    finish(): Listing {
      const heavy = new Map([...counts].filter(([, count]) => count > present * HEAVY_SHARE))
      const categories = sortCategories(heavy)
      const distinct = candidates.distinct.finish()
      return { distinct, listed: 'heavy', categories, other: present - held(categories) }
    },
  }
}

/** Code-unit order: the same on every machine, unlike a locale's. */
export function sortCategories(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

const held = (categories: CategoryProfile['categories']): number =>
  categories.reduce((sum, [, count]) => sum + count, 0)

/** Takes the median from every counter and drops those it empties: at least half of them. */
function cut(counts: Map<string, number>): void {
  const sizes = Float64Array.from(counts.values()).sort()
  const median = sizes[sizes.length >>> 1]!
  for (const [category, count] of counts) {
    if (count > median) counts.set(category, count - median)
    else counts.delete(category)
  }
}

function onReference(counts: ReadonlyMap<string, number>, reference: CategoryProfile): Map<string, number> {
  return new Map(reference.categories.map(([category]) => [category, counts.get(category) ?? 0]))
}
