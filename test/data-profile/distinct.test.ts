import { DISTINCT_STANDARD_ERROR, rangeOf } from '@mlops-actions/data'
import { describe, expect, test } from 'vitest'
import { distinctSketch, mergeDistinct } from '../../packages/data/src/profile/distinct.ts'

const SIZES = [0, 1, 2, 10, 100, 1000, 5000, 20_000, 100_000, 1_000_000]
const sketchOf = (values: Float64Array) => {
  const sketch = distinctSketch()
  sketch.addNumbers(values)
  return sketch.finish()
}
const whole = (from: number, to: number) => Float64Array.from({ length: to - from }, (_, i) => from + i)

describe('the number of different values', () => {
  test.each(SIZES)('of %d whole numbers, fractions and texts lies within three standard errors', (n) => {
    const texts = distinctSketch()
    for (let i = 0; i < n; i++) texts.addText(`user-${i}`)
    const sketches = [sketchOf(whole(0, n)), sketchOf(whole(0, n).map((v) => v / 7 - 1e6)), texts.finish()]
    for (const { estimate, low, high } of sketches.map(rangeOf)) {
      expect(Math.abs(estimate - n)).toBeLessThanOrEqual(3 * DISTINCT_STANDARD_ERROR * n + 1e-9)
      expect(low).toBeLessThanOrEqual(estimate)
      expect(high).toBeGreaterThanOrEqual(estimate)
    }
  })

  test('over many columns has the standard error it states and no bias', () => {
    const columns = 300
    const errors = Array.from({ length: columns }, (_, c) => {
      const values = Float64Array.from({ length: 20_000 }, (_, i) => Math.sqrt(c * 20_000 + i))
      return rangeOf(sketchOf(values)).estimate / 20_000 - 1
    })
    const mean = errors.reduce((sum, e) => sum + e, 0) / columns
    const sd = Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / columns)
    expect(Math.abs(mean)).toBeLessThan((4 * DISTINCT_STANDARD_ERROR) / Math.sqrt(columns))
    expect(sd / DISTINCT_STANDARD_ERROR).toBeGreaterThan(0.8)
    expect(sd / DISTINCT_STANDARD_ERROR).toBeLessThan(1.2)
  })

  test('does not grow by repetition, and -0 is 0', () => {
    const sketch = distinctSketch()
    for (let i = 0; i < 50; i++) sketch.addNumbers(Float64Array.of(0, -0, 1))
    expect(Math.round(rangeOf(sketch.finish()).estimate)).toBe(2)
  })

  test('of parts merges to that of the whole', () => {
    const merged = mergeDistinct(sketchOf(whole(0, 7000)), sketchOf(whole(5000, 9000)))
    expect(merged).toEqual(sketchOf(whole(0, 9000)))
  })

  test('that was counted merges to bounds, and with a sketch to nothing', () => {
    const counted = mergeDistinct({ by: 'count', count: 5 }, { by: 'count', count: 7 })
    expect(counted).toEqual({ by: 'bounds', low: 7, high: 12 })
    expect(mergeDistinct(counted, { by: 'count', count: 20 })).toEqual({ by: 'bounds', low: 20, high: 32 })
    expect(mergeDistinct(sketchOf(whole(0, 3)), { by: 'count', count: 1 })).toBeUndefined()
  })
})
