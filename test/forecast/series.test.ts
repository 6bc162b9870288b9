import {
  factorsAhead,
  filled,
  gridOf,
  type Occasion,
  ordinary,
  usualStep,
  wallClock,
} from '@mlops-actions/forecast'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MONDAY, officeLoad } from './support.ts'

const utc = wallClock('UTC')
const berlin = wallClock('Europe/Berlin')

describe('the grid', () => {
  it('keeps the largest of several samples in one slot, and leaves holes', () => {
    const grid = gridOf(
      [
        [MONDAY, 3],
        [MONDAY + 60_000, 9],
        [MONDAY + 2 * HOUR, 4],
      ],
      HOUR,
      utc,
    )
    expect([...grid.values]).toEqual([9, Number.NaN, 4])
  })

  it('does not care for the order of samples', () => {
    const grid = gridOf(
      [
        [MONDAY + HOUR, 2],
        [MONDAY, 1],
      ],
      HOUR,
      utc,
    )
    expect([...grid.values]).toEqual([1, 2])
  })

  it.each([-1, Infinity, -Infinity])('refuses a load of %s, and says when', (value) => {
    expect(() =>
      gridOf(
        [
          [MONDAY, 1],
          [MONDAY + HOUR, value],
        ],
        HOUR,
        utc,
      ),
    ).toThrow(/2026-06-01T01:00/)
  })

  it('takes NaN for a missing value', () => {
    const grid = gridOf(
      [
        [MONDAY, 1],
        [MONDAY + HOUR, Number.NaN],
        [MONDAY + 2 * HOUR, 3],
      ],
      HOUR,
      utc,
    )
    expect([...grid.values]).toEqual([1, Number.NaN, 3])
  })

  it('refuses a history without any value', () => {
    expect(() => gridOf([[MONDAY, Number.NaN]], HOUR, utc)).toThrow('the history holds no value')
    expect(() => gridOf([], HOUR, utc)).toThrow('the history holds no value')
  })

  it.each([1000, 7 * 60_000, 2 * HOUR, Number.NaN])('refuses a step of %s ms', (step) => {
    expect(() => gridOf([[MONDAY, 1]], step, utc)).toThrow(/expected 60 s to 3600 s/)
  })

  it('refuses a span that would take more memory than a forecast is worth', () => {
    expect(() =>
      gridOf(
        [
          [0, 1],
          [MONDAY, 1],
        ],
        HOUR,
        utc,
      ),
    ).toThrow(/slots/)
  })

  it('finds the usual distance of samples', () => {
    expect(
      usualStep([
        [0, 1],
        [300_000, 1],
        [600_000, 1],
        [1_800_000, 1],
      ]),
    ).toBe(300_000)
    expect(usualStep([[0, 1]])).toBeUndefined()
  })
})

describe('daylight saving', () => {
  it('leaves the hour that spring skips empty', () => {
    // 2026-03-29 01:00 UTC: 02:00 becomes 03:00 in Berlin.
    const samples = Array.from({ length: 24 }, (_, h) => [Date.UTC(2026, 2, 28, 23) + h * HOUR, h] as const)
    const grid = gridOf(samples, HOUR, berlin)
    expect(grid.values.length).toBe(25)
    expect([...grid.values].map((value) => Number.isNaN(value)).indexOf(true)).toBe(2)
  })

  it('keeps the larger of the two hours that autumn makes one', () => {
    // 2026-10-25 01:00 UTC: 03:00 becomes 02:00 in Berlin.
    const samples = Array.from(
      { length: 25 },
      (_, h) => [Date.UTC(2026, 9, 24, 22) + h * HOUR, 100 - h] as const,
    )
    const grid = gridOf(samples, HOUR, berlin)
    expect(grid.values.length).toBe(24)
    expect(grid.values[2]).toBe(98)
    expect(grid.values.some(Number.isNaN)).toBe(false)
  })

  it('refuses a zone nobody knows', () => {
    expect(() => wallClock('Mars/Olympus')).toThrow(/Mars\/Olympus/)
  })
})

describe('filling gaps', () => {
  const day = 24
  const whole = Float64Array.from({ length: 21 * day }, (_, t) => 100 + (t % day))

  it('bridges a short gap with a straight line', () => {
    const values = whole.slice()
    values.set([Number.NaN, Number.NaN, Number.NaN], 5 * day + 6)
    const result = filled(values, day)
    expect([...result.values]).toEqual([...whole])
    expect(result.known[5 * day + 6]).toBe(0)
    expect(result.measured).toBeCloseTo(1 - 3 / whole.length, 12)
  })

  it('fills a missing day from the same weekday of other weeks', () => {
    const values = whole.map((value, t) => value + (Math.floor(t / day) % 7 === 5 ? 1000 : 0))
    const holed = values.slice().fill(Number.NaN, 12 * day, 13 * day)
    expect([...filled(holed, day).values]).toEqual([...values])
  })

  it('refuses a history that would be mostly made up', () => {
    const values = whole.map((value, t) => (t % 3 === 0 ? value : Number.NaN))
    expect(() => filled(values, day)).toThrow(/only 33 % of the history/)
  })
})

describe('occasions', () => {
  const samples = officeLoad(28, HOUR)
  const sale = (start: number, factor?: number): Occasion => ({
    name: 'sale',
    from: start,
    to: start + DAY,
    ...(factor !== undefined && { factor }),
  })
  const past = MONDAY + 9 * DAY
  const ahead = MONDAY + 28 * DAY
  const spiked = samples.map(
    ([at, value]) => [at, at >= past && at < past + DAY ? 3 * value : value] as const,
  )

  it('are taken out of what an ordinary day is', () => {
    const grid = gridOf(spiked, HOUR, utc)
    const { values, left } = ordinary(grid, [sale(past)])
    expect(left).toBeCloseTo(1 / 28, 9)
    expect(values.slice(9 * 24, 10 * 24).every(Number.isNaN)).toBe(true)
  })

  it('come back with the factor they had', () => {
    const occasions = [sale(past), sale(ahead)]
    const grid = gridOf(spiked, HOUR, utc)
    const { factors, unknown } = factorsAhead(
      grid,
      filled(ordinary(grid, occasions).values, 24).values,
      occasions,
      30,
    )
    expect(factors[0]).toBeGreaterThan(2.8)
    expect(factors[0]).toBeLessThan(3.2)
    expect(factors[24]).toBe(1)
    expect(unknown).toEqual([])
  })

  it('use a factor that is given, and name those of which nothing is known', () => {
    const grid = gridOf(samples, HOUR, utc)
    expect(factorsAhead(grid, grid.values, [sale(ahead, 2.5)], 2).factors[0]).toBe(2.5)
    expect(factorsAhead(grid, grid.values, [sale(ahead)], 2)).toEqual({
      factors: Float64Array.of(1, 1),
      unknown: ['sale'],
    })
  })
})
