import { twoSampleDistances } from '@mlops-actions/stats'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellGaps } from '../../packages/stats/src/distance/cell-gaps.ts'
import { sortedGaps } from '../../packages/stats/src/distance/sorted-gaps.ts'
import { seededRandom } from '../../packages/stats/src/random/seeded-random.ts'
import { normalQuantile } from '../../packages/stats/src/special/normal-quantile.ts'

const random = seededRandom(77)
const uniform = () => random.next()
const normal = () => normalQuantile(Math.max(1e-300, random.next()))
const cauchy = () => Math.tan(Math.PI * (random.next() - 0.5))

/** Distributions that break cells: crowded, stretched, tied, at the ends of what a double can say. */
const hard: Readonly<Record<string, (side: number) => number>> = {
  uniform,
  normal: (side) => normal() + 0.01 * side,
  'the same, rounded to a tenth': () => Math.round(normal() * 10) / 10,
  'two values': (side) => (uniform() < 0.3 + 0.01 * side ? 0 : 1),
  'mostly zero, else up to 1e9': () => (uniform() < 0.9 ? 0 : 1e9 * uniform()),
  'log-normal over 40 decades': () => Math.exp(10 * normal()),
  'log-normal of both signs': (side) => Math.exp(8 * normal()) * (uniform() < 0.4 + 0.1 * side ? -1 : 1),
  cauchy: (side) => cauchy() + 0.02 * side,
  'whole numbers around 1e15': () => 1e15 + random.integer(1_000),
  'neighbouring doubles': () => 1 + random.integer(50) * Number.EPSILON,
  denormals: () => random.integer(1_000) * 5e-324,
  'denormals of both signs, and zeros of both': () => (random.integer(9) - 4) * 5e-324 * random.integer(3),
  'both ends of the range': () => (uniform() < 0.5 ? -1.7e308 : 1.7e308) * uniform(),
  'one crowd and one far row': (side) => (uniform() < 1e-4 ? 1e300 : side + uniform()),
  disjoint: (side) => 10 * side + uniform(),
  constant: () => 42,
  'a spike in a spread': () => (uniform() < 0.5 ? 0.5 : uniform()),
}

describe('counting in cells equals sorting and merging', () => {
  it.each(Object.entries(hard))('%s', (_, draw) => {
    for (const [n1, n2] of [
      [30_000, 30_000],
      [60_000, 5_000],
    ]) {
      const a = Float64Array.from({ length: n1! }, () => draw(0))
      const b = Float64Array.from({ length: n2! }, () => draw(1))
      const wanted = sortedGaps(a.slice().sort(), b.slice().sort())
      const found = cellGaps(a, b) ?? wanted
      expect(found.steps).toBe(wanted.steps)
      if (wanted.steps > 0) expect(found.location === wanted.location).toBe(true)
      const scale = Math.max(wanted.area, 1e-300)
      if (found.area !== wanted.area) expect(Math.abs(found.area - wanted.area) / scale).toBeLessThan(1e-11)
      const all = twoSampleDistances(a, b, 'asymptotic')
      expect(all.statistic).toBe(wanted.steps / (n1! * n2!))
    }
  })

  it('decides without sorting on ordinary columns, and on those of huge range', () => {
    for (const draw of [uniform, hard['log-normal over 40 decades']!, hard['two values']!, normal]) {
      const [a, b] = [0, 1].map((side) => Float64Array.from({ length: 50_000 }, () => draw(side)))
      expect(cellGaps(a!, b!)).toBeDefined()
    }
  })

  it('on anything fast-check thinks of', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(0, -0, 5e-324, -5e-324, 1e308, -1e308),
    )
    const sample = fc.array(value, { minLength: 1, maxLength: 200 }).map((list) => Float64Array.from(list))
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const found = cellGaps(a, b)
        if (!found) return
        const wanted = sortedGaps(a.slice().sort(), b.slice().sort())
        expect(found.steps).toBe(wanted.steps)
        if (wanted.steps > 0) expect(found.location === wanted.location).toBe(true)
        const range = Math.max(...a, ...b) - Math.min(...a, ...b)
        expect(Math.abs(found.area - wanted.area)).toBeLessThanOrEqual(1e-12 * wanted.area + 1e-15 * range)
      }),
      { numRuns: 2_000 },
    )
  })

  it('refuses infinities and NaN however many rows', () => {
    for (const bad of [Infinity, -Infinity, Number.NaN]) {
      const a = new Float64Array(60_000)
      a[59_999] = bad
      expect(() => twoSampleDistances(a, a)).toThrow(/reference\[59999\] must be finite/)
    }
  })
})
