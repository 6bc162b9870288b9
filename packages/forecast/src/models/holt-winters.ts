import { minimise } from './minimise.ts'
import type { History, Member } from './member.ts'

/** Smoothing parameters of additive Holt-Winters with a damped trend, each 0..1. */
export interface HoltWinters {
  readonly level: number
  readonly trend: number
  readonly damping: number
  readonly season: number
}

export interface HoltWintersStart {
  readonly level: number
  readonly trend: number
  /** One value a slot of the period. */
  readonly season: Float64Array
}

/** Where the recursion stands after the last value. */
export interface HoltWintersState extends HoltWintersStart {
  /** Mean squared one-step error, past the first period. */
  readonly loss: number
  /** The last one-step error, and the errors' lag-1 autocorrelation. */
  readonly lastError: number
  readonly errorMemory: number
}

/**
 * Additive Holt-Winters with damped trend in error-correction form (Hyndman & Athanasopoulos, Forecasting, 8.7;
 * statsmodels' ExponentialSmoothing with `trend='add', damped_trend=True, seasonal='add'`).
 * `season[i]` of the result belongs to the slot i after the last value.
 */
export function smooth(
  values: Float64Array,
  parameters: HoltWinters,
  start: HoltWintersStart,
): HoltWintersState {
  const { level: alpha, trend: beta, damping, season: gamma } = parameters
  const season = start.season.slice()
  const period = season.length
  let { level, trend } = start
  let squares = 0
  let products = 0
  let error = 0
  for (let t = 0, place = 0; t < values.length; t++) {
    const damped = damping * trend
    const seasonal = season[place]!
    const before = error
    const base = level + damped
    error = values[t]! - base - seasonal
    const next = base + alpha * error
    trend = damped + beta * (next - level - damped)
    season[place] = seasonal + gamma * (values[t]! - base - seasonal)
    level = next
    if (t >= period) {
      squares += error * error
      products += error * before
    }
    place = place + 1 === period ? 0 : place + 1
  }
  const turn = values.length % period
  const rotated = Float64Array.from(season, (_, i) => season[(i + turn) % period]!)
  const memory = squares > 0 ? products / squares : 0
  return {
    level,
    trend,
    season: rotated,
    loss: squares / Math.max(1, values.length - period),
    lastError: error,
    errorMemory: Math.min(0.95, Math.max(0, memory)),
  }
}

/** Level and season of the first two periods; no trend. */
export function startOf(values: Float64Array, period: number): HoltWintersStart {
  const first = Math.min(values.length, 2 * period)
  let level = 0
  for (let t = 0; t < first; t++) level += values[t]! / first
  const season = new Float64Array(period)
  for (let i = 0; i < period; i++) {
    const again = i + period < first ? values[i + period]! : values[i]!
    season[i] = (values[i]! + again) / 2 - level
  }
  return { level, trend: 0, season }
}

const EVALUATIONS = 40

function forecast({ values, day }: History, horizon: number): Float64Array {
  const start = startOf(values, day)
  const fitted = minimise(
    ([level = 0, trend = 0, season = 0]) =>
      smooth(values, { level, trend, season, damping: DAMPING }, start).loss,
    [0.2, 0.01, 0.2],
    [
      [0.001, 0.9],
      [0, 0.1],
      [0.001, 0.6],
    ],
    EVALUATIONS,
  )
  const [level = 0, trend = 0, season = 0] = fitted
  const state = smooth(values, { level, trend, season, damping: DAMPING }, start)
  let carried = 0
  let damping = 1
  let memory = 1
  return Float64Array.from({ length: horizon }, (_, h) => {
    damping *= DAMPING
    memory *= state.errorMemory
    carried += damping * state.trend
    return state.level + carried + state.season[h % day]! + memory * state.lastError
  })
}

/** A trend is believed for an hour or so; a day ahead a straight line would lead anywhere. */
const DAMPING = 0.9

export const holtWinters: Member = { name: 'holt-winters', minDays: 3, forecast }
