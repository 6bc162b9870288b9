import { ForecastError, forecastsOf, members, trustIn } from '@mlops-actions/forecast'
import { describe, expect, it } from 'vitest'
import { DAY, forecastOf, HOUR, MONDAY, officeLoad } from './support.ts'

const QUARTER = HOUR / 4

function refusal(body: () => unknown): ForecastError {
  try {
    body()
  } catch (error) {
    if (error instanceof ForecastError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('four weeks of office hours', () => {
  const forecast = forecastOf(officeLoad(28, QUARTER), QUARTER)

  it('beats "as yesterday" and "as last week"', () => {
    expect(forecast.accuracy.combined).toBeLessThan(forecast.accuracy.naive)
    expect(forecast.accuracy.folds).toBe(14)
    expect(trustIn(forecast.accuracy, 0.95)).toEqual({ skill: 'better', coverage: 'held', trusted: true })
  })

  it('sees the Monday after the weekend', () => {
    const noon = forecast.expected[13 * 4]!
    expect(noon).toBeGreaterThan(92)
    expect(noon).toBeLessThan(108)
  })

  it('bounds the peaks that then come', () => {
    const future = officeLoad(29, QUARTER).slice(28 * 96)
    const over = future.filter(([, value], h) => value > forecast.upper[h]!)
    expect(over.length).toBeLessThan(10)
    expect(Math.max(...forecast.upper)).toBeLessThan(130)
  })

  it('weighs only members, and to one', () => {
    expect([...forecast.weights.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    for (const weight of forecast.weights.values()) expect(weight).toBeGreaterThan(0)
  })

  it('says the same again', () => {
    expect(forecastOf(officeLoad(28, QUARTER), QUARTER).upper).toEqual(forecast.upper)
  })
})

describe('histories that are hard', () => {
  it('flat zero: forecasts nothing and bounds it by nothing', () => {
    const zero = officeLoad(28, HOUR).map(([at]) => [at, 0] as const)
    const { expected, upper } = forecastOf(zero, HOUR)
    expect(Math.max(...expected)).toBe(0)
    expect(Math.max(...upper)).toBeLessThan(1e-300)
  })

  it('a constant: forecasts it', () => {
    const { expected, upper } = forecastOf(
      officeLoad(28, HOUR).map(([at]) => [at, 50] as const),
      HOUR,
    )
    for (const value of [...expected, ...upper]) expect(value).toBeCloseTo(50, 6)
  })

  it('one week: forecasts with the members that need no more', () => {
    const forecast = forecastOf(officeLoad(7, QUARTER), QUARTER)
    expect([...forecast.weights.keys()]).not.toContain('double-season')
    expect(forecast.expected.every(Number.isFinite)).toBe(true)
    expect(forecast.upper.every(Number.isFinite)).toBe(true)
  })

  it('four days: is refused, and says how many are needed', () => {
    const error = refusal(() => forecastOf(officeLoad(4, QUARTER), QUARTER))
    expect(error.code).toBe('too-short')
    expect(error.message).toContain('at least 5')
  })

  it('two days missing: forecasts nearly what it would have with them', () => {
    const whole = officeLoad(28, HOUR)
    const holed = whole.filter(([at]) => at < MONDAY + 15 * DAY || at >= MONDAY + 17 * DAY)
    const difference = forecastOf(holed, HOUR).expected.map(
      (value, h) => value - forecastOf(whole, HOUR).expected[h]!,
    )
    expect(Math.max(...difference.map(Math.abs))).toBeLessThan(8)
  })

  it('a level that tripled four days ago: follows it, and no longer trusts itself blindly', () => {
    const shifted = officeLoad(28, HOUR).map(
      ([at, value]) => [at, at >= MONDAY + 24 * DAY ? 3 * value : value] as const,
    )
    const { upper, accuracy } = forecastOf(shifted, HOUR)
    expect(Math.max(...upper)).toBeGreaterThan(200)
    const calm = forecastOf(officeLoad(28, HOUR), HOUR).accuracy
    expect(accuracy.combined).toBeGreaterThan(calm.combined)
  })

  it('samples that are NaN: count as missing', () => {
    const holed = officeLoad(28, HOUR).map(
      ([at, value], i) => [at, i % 50 === 0 ? Number.NaN : value] as const,
    )
    expect(forecastOf(holed, HOUR).expected.every(Number.isFinite)).toBe(true)
  })

  it('noise without any season: is not trusted to be better than it is', () => {
    const noise = officeLoad(28, HOUR, { seed: 3 }).map(([at], i) => [at, ((i * 7919) % 101) + 1] as const)
    const { accuracy, upper } = forecastOf(noise, HOUR)
    expect(accuracy.combined).toBeLessThan(1)
    expect(Math.max(...upper)).toBeGreaterThan(80)
  })
})

describe('daylight saving', () => {
  const zone = 'Europe/Berlin'
  /** Eight in the morning on the wall is always the same load, whatever UTC says. */
  function localLoad(start: number): (readonly [number, number])[] {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
    return Array.from({ length: 28 * 24 }, (_, i) => {
      const at = start + i * HOUR
      return [at, Number(clock.format(at)) === 8 ? 100 : 10] as const
    })
  }

  it.each([
    ['spring', Date.UTC(2026, 2, 7, 23)],
    ['autumn', Date.UTC(2026, 9, 3, 22)],
  ])('in %s the peak stays at eight on the wall', (_, start) => {
    const { expected } = forecastOf(localLoad(start), HOUR, 24, zone)
    // The history ends on the hour, so the forecast begins at some hour of the wall: one slot only is the peak.
    const peak = expected.indexOf(Math.max(...expected))
    const slots = gridHour(start + 28 * DAY, zone)
    expect((slots + peak) % 24).toBe(8)
    expect(expected[peak]).toBeGreaterThan(90)
  })
})

function gridHour(at: number, zone: string): number {
  return Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at),
  )
}

describe.each(members)('$name', (member) => {
  const day = 24

  it('never says NaN, with the least history it asks for', () => {
    const values = Float64Array.from({ length: member.minDays * day }, (_, t) => 10 + (t % day))
    const said = member.forecast({ values, day }, 48)
    expect(said.length).toBe(48)
    expect(said.every(Number.isFinite)).toBe(true)
  })

  it('repeats a perfect rhythm', () => {
    const values = Float64Array.from(
      { length: 28 * day },
      (_, t) => 50 + 20 * Math.sin((2 * Math.PI * t) / day),
    )
    const said = member.forecast({ values, day }, day)
    said.forEach((value, h) => expect(value).toBeCloseTo(values[h]!, 0))
  })

  it('leaves the history as it was', () => {
    const values = Float64Array.from({ length: 20 * day }, (_, t) => t % day)
    const before = values.slice()
    member.forecast({ values, day }, day)
    expect(values).toEqual(before)
  })
})

describe('what the pool says', () => {
  it('is never negative', () => {
    const values = Float64Array.from({ length: 20 * 24 }, (_, t) => Math.max(0, 100 - t / 4))
    for (const forecast of forecastsOf({ values, day: 24 }, members, 24).values()) {
      expect(Math.min(...forecast)).toBeGreaterThanOrEqual(0)
    }
  })
})
