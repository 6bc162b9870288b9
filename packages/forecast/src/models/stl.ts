import { loess, loessAt } from './loess.ts'

/** Windows of STL, each odd, in slots (the seasonal one in periods). A jump of 1 evaluates every slot. */
export interface StlOptions {
  readonly period: number
  readonly seasonal: number
  readonly trend: number
  readonly lowPass: number
  readonly seasonalJump: number
  readonly trendJump: number
  readonly lowPassJump: number
  readonly iterations: number
}

export interface Decomposition {
  readonly seasonal: Float64Array
  readonly trend: Float64Array
}

/**
 * Windows as statsmodels' STL chooses them, and jumps of a tenth of the window as R's `stl` does.
 * @param seasonal odd number of periods a subseries is smoothed over
 */
export function stlOptions(period: number, seasonal: number): StlOptions {
  const odd = (value: number) => (value % 2 === 0 ? value + 1 : value)
  const trend = odd(Math.ceil((1.5 * period) / (1 - 1.5 / seasonal)))
  const lowPass = odd(period + 1)
  return {
    period,
    seasonal,
    trend,
    lowPass,
    seasonalJump: 1,
    trendJump: Math.ceil(trend / 10),
    lowPassJump: Math.ceil(lowPass / 10),
    iterations: 2,
  }
}

/**
 * Seasonal-trend decomposition by loess without robustness weights: R. B. Cleveland et al., "STL", J. Off. Stat. 6
 * (1990). What is left over is values - seasonal - trend.
 */
export function stl(values: Float64Array, options: StlOptions): Decomposition {
  const { period, iterations } = options
  const n = values.length
  const seasonal = new Float64Array(n)
  const trend = new Float64Array(n)
  const detrended = new Float64Array(n)
  const cycle = new Float64Array(n + 2 * period)
  const low = new Float64Array(n + 2 * period)
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let t = 0; t < n; t++) detrended[t] = values[t]! - trend[t]!
    cycleSubseries(detrended, options, cycle)
    lowPass(cycle, options, low)
    for (let t = 0; t < n; t++) {
      seasonal[t] = cycle[t + period]! - low[t]!
      detrended[t] = values[t]! - seasonal[t]!
    }
    loess(detrended, n, options.trend, options.trendJump, undefined, 1, trend, 0)
  }
  return { seasonal, trend }
}

/** Smooths the values of each slot of the period over the periods, and extends them by one at both ends. */
function cycleSubseries(
  values: Float64Array,
  { period, seasonal, seasonalJump }: StlOptions,
  cycle: Float64Array,
) {
  const n = values.length
  const longest = Math.ceil(n / period)
  const series = new Float64Array(longest)
  const smoothed = new Float64Array(longest + 2)
  for (let slot = 0; slot < period; slot++) {
    const length = Math.floor((n - slot - 1) / period) + 1
    for (let i = 0; i < length; i++) series[i] = values[i * period + slot]!
    loess(series, length, seasonal, seasonalJump, undefined, 1, smoothed, 1)
    const right = Math.min(seasonal, length) - 1
    const first = loessAt(series, length, seasonal, -1, 0, right, undefined, 1)
    smoothed[0] = Number.isNaN(first) ? smoothed[1]! : first
    const left = Math.max(0, length - seasonal)
    const last = loessAt(series, length, seasonal, length, left, length - 1, undefined, 1)
    smoothed[length + 1] = Number.isNaN(last) ? smoothed[length]! : last
    for (let i = 0; i < length + 2; i++) cycle[i * period + slot] = smoothed[i]!
  }
}

/** Moving averages of period, period and 3, then loess: what of the season is really trend. */
function lowPass(cycle: Float64Array, options: StlOptions, out: Float64Array): void {
  const { period } = options
  const n = cycle.length - 2 * period
  const once = movingAverage(cycle, cycle.length, period)
  const twice = movingAverage(once, once.length, period)
  const thrice = movingAverage(twice, twice.length, 3)
  loess(thrice, n, options.lowPass, options.lowPassJump, undefined, 1, out, 0)
}

function movingAverage(values: Float64Array, length: number, window: number): Float64Array {
  const out = new Float64Array(length - window + 1)
  let sum = 0
  for (let i = 0; i < window; i++) sum += values[i]!
  out[0] = sum / window
  for (let i = 1; i < out.length; i++) {
    sum += values[i + window - 1]! - values[i - 1]!
    out[i] = sum / window
  }
  return out
}
