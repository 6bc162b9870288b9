import { readFileSync } from 'node:fs'
import {
  conformalQuantile,
  type HoltWinters,
  mstl,
  mstlOptions,
  smooth,
  stl,
  stlOptions,
} from '@mlops-actions/forecast'
import { describe, expect, it } from 'vitest'

interface Golden {
  readonly holtWinters: {
    readonly values: readonly number[]
    readonly start: { readonly level: number; readonly trend: number; readonly season: readonly number[] }
    readonly cases: readonly {
      readonly parameters: HoltWinters
      readonly level: number
      readonly trend: number
      readonly forecast: readonly number[]
    }[]
  }
  readonly stl: readonly {
    readonly values: readonly number[]
    readonly period: number
    readonly seasonal: number
    readonly trendWindow?: number
    readonly lowPassWindow?: number
    readonly trendJump?: number
    readonly lowPassJump?: number
    readonly seasonalOut: readonly number[]
    readonly trendOut: readonly number[]
  }[]
  readonly mstl: {
    readonly values: readonly number[]
    readonly day: number
    readonly iterations: number
    readonly seasonal: readonly (readonly number[])[]
    readonly trend: readonly number[]
  }
  readonly conformal: {
    readonly scores: readonly number[]
    readonly cases: readonly { readonly level: number; readonly value: number | 'Infinity' }[]
  }
}

// Made by test/golden/forecast/generate.py: statsmodels 0.14.5.
const golden: Golden = JSON.parse(
  readFileSync(new URL('../golden/forecast/golden.json', import.meta.url), 'utf8'),
)

function near(actual: Float64Array, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  const worst = Math.max(...expected.map((value, i) => Math.abs(value - actual[i]!)))
  expect(worst).toBeLessThan(tolerance)
}

describe('Holt-Winters against statsmodels', () => {
  const { values, start, cases } = golden.holtWinters
  it.each(cases)('level $parameters.level, season $parameters.season', (expected) => {
    const state = smooth(Float64Array.from(values), expected.parameters, {
      ...start,
      season: Float64Array.from(start.season),
    })
    expect(state.level).toBeCloseTo(expected.level, 8)
    expect(state.trend).toBeCloseTo(expected.trend, 8)
    let trend = 0
    let damping = 1
    const forecast = state.season.map((season) => {
      damping *= expected.parameters.damping
      trend += damping * state.trend
      return state.level + trend + season
    })
    // statsmodels loses the season's last update: its model.py fills `s[nobs + m - 1:]` from `s[nobs - 1]`, so the
    // slot of the last value is forecast from a season one period old. All others agree.
    near(forecast.subarray(0, -1), expected.forecast.slice(0, -1), 1e-7)
    expect(Math.abs(forecast.at(-1)! - expected.forecast.at(-1)!)).toBeGreaterThan(1e-3)
  })
})

describe('STL against statsmodels', () => {
  it.each(golden.stl)('period $period, seasonal window $seasonal', (expected) => {
    const options = {
      ...stlOptions(expected.period, expected.seasonal),
      trendJump: expected.trendJump ?? 1,
      lowPassJump: expected.lowPassJump ?? 1,
    }
    if (expected.trendWindow) {
      expect(options).toMatchObject({ trend: expected.trendWindow, lowPass: expected.lowPassWindow })
    }
    const { seasonal, trend } = stl(Float64Array.from(expected.values), options)
    near(seasonal, expected.seasonalOut, 1e-8)
    near(trend, expected.trendOut, 1e-8)
  })
})

describe('MSTL against statsmodels', () => {
  it('takes a day and a week apart', () => {
    const { values, day, iterations, seasonal, trend } = golden.mstl
    const options = mstlOptions([day, 7 * day]).map((one) => ({
      ...one,
      iterations,
      trendJump: 1,
      lowPassJump: 1,
    }))
    const parts = mstl(Float64Array.from(values), options)
    near(parts.seasonal[0]!, seasonal[0]!, 1e-7)
    near(parts.seasonal[1]!, seasonal[1]!, 1e-7)
    near(parts.trend, trend, 1e-7)
  })
})

describe('the conformal quantile', () => {
  it.each(golden.conformal.cases)('is the ceil((n + 1) $level)-th score', ({ level, value }) => {
    expect(conformalQuantile(golden.conformal.scores, level)).toBe(Number(value))
  })

  it('is infinite where the scores are too few for the level', () => {
    expect(conformalQuantile([1, 2, 3], 0.95)).toBe(Infinity)
    expect(conformalQuantile([], 0.5)).toBe(Infinity)
  })
})
