import {
  type CategoryProfile,
  HEAVY_SHARE,
  MAX_CATEGORIES,
  memorySource,
  mergeProfiles,
  openTable,
  type Profile,
  profileDigest,
  profileTable,
  rangeOf,
} from '@mlops-actions/data'
import { describe, expect, test } from 'vitest'

const profileOf = async (values: readonly string[], edges?: Profile): Promise<Profile> => {
  const bytes = new TextEncoder().encode(`c\n${values.map((value) => `${value}\n`).join('')}`)
  const table = await openTable(memorySource('t.csv', bytes), { kinds: { c: 'text' } })
  return profileTable(table, edges === undefined ? {} : { edges })
}
const column = (profile: Profile): CategoryProfile => profile.columns[0] as CategoryProfile

/** Every tenth row one of five heavy categories, all others a category of their own; heavy ones come late and early. */
const N = 120_000
const crowd = Array.from({ length: N }, (_, i) => (i % 10 === 0 ? `heavy-${(i * 7) % 5}` : `id-${i}`))
/** Just above and just below what is heavy. */
const least = Math.floor(N * HEAVY_SHARE) + 1
const border = [
  ...crowd.slice(0, N - 2 * least),
  ...Array<string>(least).fill('over'),
  ...Array<string>(least - 1).fill('under'),
  'z',
]

describe('more categories than can be listed', () => {
  test('list the heavy ones, exactly, in whatever order the rows come', async () => {
    const truth = new Map<string, number>()
    for (const value of border) truth.set(value, (truth.get(value) ?? 0) + 1)
    const heavy = [...truth]
      .filter(([, count]) => count > N * HEAVY_SHARE)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    expect(heavy.map(([name]) => name)).toContain('over')
    expect(heavy.map(([name]) => name)).not.toContain('under')
    const forward = column(await profileOf(border))
    expect(forward).toMatchObject({ listed: 'heavy', categories: heavy, rows: N, nulls: 0 })
    expect(forward.other).toBe(N - heavy.reduce((sum, [, count]) => sum + count, 0))
    expect(profileDigest(await profileOf(border.toReversed()))).toBe(profileDigest(await profileOf(border)))
    const { low, high } = rangeOf(forward.distinct!)
    expect(truth.size).toBeGreaterThan(low)
    expect(truth.size).toBeLessThan(high)
  })

  test('of parts counted on one reference merge to those of the whole', async () => {
    const reference = await profileOf(crowd)
    const parts = [crowd.slice(0, 1000), crowd.slice(1000, 90_000), crowd.slice(90_000)]
    const [a, b, c] = await Promise.all(parts.map((part) => profileOf(part, reference)))
    const merged = mergeProfiles([c!, a!, b!])
    expect(profileDigest(merged)).toBe(profileDigest(reference))
    expect(column(merged).distinct).toEqual(column(reference).distinct)
    expect(column(a!).listed).toBe('reference')
  })

  test('where a reference lists all of its own, are counted on its list', async () => {
    const reference = await profileOf(['heavy-0', 'heavy-1', 'never'])
    const counted = column(await profileOf(crowd, reference))
    expect(counted.categories).toEqual(
      [
        ['heavy-0', N / 50],
        ['heavy-1', 0],
        ['never', 0],
      ].map(([name]) => [name, crowd.filter((value) => value === name).length]),
    )
    expect(counted.listed).toBe('reference')
    // Fewer are listed, so that what is new has a name.
    expect(column(await profileOf(['heavy-0', 'new'], reference))).toMatchObject({ listed: 'all', other: 0 })
  })

  test('of parts on lists of their own do not merge', async () => {
    const heavy = await profileOf(crowd)
    expect(() => mergeProfiles([heavy, heavy])).toThrow('lists other categories in another part')
    const halves = [0, 1].map((half) => crowd.filter((_, i) => i % 2 === half && i < 1.2 * MAX_CATEGORIES))
    const [even, odd] = await Promise.all(halves.map((half) => profileOf(half)))
    expect(() => mergeProfiles([even!, odd!])).toThrow('count the parts on one reference')
  })
})
