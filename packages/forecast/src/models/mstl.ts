import type { History, Member } from './member.ts'
import { minimise } from './minimise.ts'
import { type Decomposition, stl, stlOptions, type StlOptions } from './stl.ts'

/** Seasons by period, shortest first, and the trend; what is left over is the values minus all of them. */
export interface MultipleDecomposition {
  readonly seasonal: readonly Float64Array[]
  readonly trend: Float64Array
}

const PASSES = 2

/** Widths statsmodels' MSTL takes for the 1st, 2nd season: 11, 15. */
export function mstlOptions(periods: readonly number[]): readonly StlOptions[] {
  return periods.map((period, index) => stlOptions(period, 11 + 4 * index))
}

/**
 * Several seasons by repeated STL: K. Bandara, R. Hyndman, C. Bergmeir, "MSTL" (2021), as statsmodels has it.
 * @param seasons shortest period first; each fits at least twice into the values
 */
export function mstl(values: Float64Array, seasons: readonly StlOptions[]): MultipleDecomposition {
  const seasonal = seasons.map((): Float64Array => new Float64Array(values.length))
  const rest = values.slice()
  let last: Decomposition | undefined
  for (let pass = 0; pass < (seasons.length === 1 ? 1 : PASSES); pass++) {
    seasons.forEach((options, index) => {
      const before = seasonal[index]!
      for (let t = 0; t < rest.length; t++) rest[t] = rest[t]! + before[t]!
      last = stl(rest, options)
      seasonal[index] = last.seasonal
      for (let t = 0; t < rest.length; t++) rest[t] = rest[t]! - last.seasonal[t]!
    })
  }
  return { seasonal, trend: last?.trend ?? new Float64Array(values.length) }
}

const EVALUATIONS = 30
const DAMPING = 0.98

/** The last period of each season repeated, over a damped-trend smoothing of what is left without them. */
function forecast({ values, day }: History, horizon: number): Float64Array {
  const periods = values.length >= 14 * day ? [day, 7 * day] : [day]
  const { seasonal } = mstl(values, mstlOptions(periods))
  const adjusted = values.slice()
  for (const season of seasonal)
    for (let t = 0; t < adjusted.length; t++) adjusted[t] = adjusted[t]! - season[t]!
  const { level, trend } = holt(adjusted)
  let carried = 0
  let damping = 1
  return Float64Array.from({ length: horizon }, (_, h) => {
    damping *= DAMPING
    carried += damping * trend
    const season = periods.reduce(
      (sum, period, index) => sum + seasonal[index]![values.length - period + (h % period)]!,
      0,
    )
    return level + carried + season
  })
}

/** Exponential smoothing with a damped trend, fitted by least squares. */
function holt(values: Float64Array): { readonly level: number; readonly trend: number } {
  const run = (alpha: number, beta: number) => {
    let level = values[0]!
    let trend = 0
    let squares = 0
    for (let t = 1; t < values.length; t++) {
      const expected = level + DAMPING * trend
      const error = values[t]! - expected
      squares += error * error
      level = expected + alpha * error
      trend = DAMPING * trend + beta * error
    }
    return { level, trend, squares }
  }
  const [alpha = 0, beta = 0] = minimise(
    ([alpha = 0, beta = 0]) => run(alpha, beta).squares,
    [0.2, 0],
    [
      [0.005, 0.95],
      [0, 0.05],
    ],
    EVALUATIONS,
  )
  return run(alpha, beta)
}

export const multipleStl: Member = { name: 'mstl', minDays: 4, forecast }
