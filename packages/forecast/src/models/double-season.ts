import { minimise } from './minimise.ts'
import type { History, Member } from './member.ts'

interface Smoothing {
  readonly level: number
  readonly day: number
  readonly week: number
  /** How much of one error is expected to return in the next. */
  readonly memory: number
}

interface State {
  readonly level: number
  /** Indexed by slot of the series modulo their length. */
  readonly daily: Float64Array
  readonly weekly: Float64Array
  readonly error: number
  readonly loss: number
}

/**
 * Double seasonal exponential smoothing, additive, with an AR(1) term for the errors: J. W. Taylor, "Short-term
 * electricity demand forecasting using double seasonal exponential smoothing", JORS 54 (2003), eq. 5-9 without trend.
 */
function smooth(values: Float64Array, day: number, smoothing: Smoothing, start: State): State {
  const week = 7 * day
  const daily = start.daily.slice()
  const weekly = start.weekly.slice()
  let { level } = start
  let error = 0
  let squares = 0
  for (let t = 0, d = 0, w = 0; t < values.length; t++) {
    const season = daily[d]! + weekly[w]!
    const before = error
    error = values[t]! - level - season
    const surprise = error - smoothing.memory * before
    level += smoothing.level * surprise
    daily[d] = daily[d]! + smoothing.day * surprise
    weekly[w] = weekly[w]! + smoothing.week * surprise
    if (t >= week) squares += surprise * surprise
    d = d + 1 === day ? 0 : d + 1
    w = w + 1 === week ? 0 : w + 1
  }
  return { level, daily, weekly, error, loss: squares / Math.max(1, values.length - week) }
}

/** The mean day and mean week of the first two weeks. */
function startOf(values: Float64Array, day: number): State {
  const week = 7 * day
  const length = 2 * week
  let level = 0
  for (let t = 0; t < length; t++) level += values[t]! / length
  const daily = new Float64Array(day)
  for (let t = 0; t < length; t++) daily[t % day] = daily[t % day]! + (values[t]! - level) / 14
  const weekly = new Float64Array(week)
  for (let t = 0; t < week; t++) {
    weekly[t] = (values[t]! + values[t + week]!) / 2 - level - daily[t % day]!
  }
  return { level, daily, weekly, error: 0, loss: 0 }
}

const EVALUATIONS = 40

function forecast({ values, day }: History, horizon: number): Float64Array {
  const start = startOf(values, day)
  const parse = ([level = 0, daily = 0, weekly = 0, memory = 0]: readonly number[]): Smoothing => ({
    level,
    day: daily,
    week: weekly,
    memory,
  })
  const best = parse(
    minimise(
      (at) => smooth(values, day, parse(at), start).loss,
      [0.02, 0.1, 0.1, 0.7],
      [
        [0, 0.3],
        [0, 0.5],
        [0, 0.5],
        [0, 0.98],
      ],
      EVALUATIONS,
    ),
  )
  const state = smooth(values, day, best, start)
  const week = 7 * day
  let memory = 1
  return Float64Array.from({ length: horizon }, (_, h) => {
    memory *= best.memory
    const t = values.length + h
    return state.level + state.daily[t % day]! + state.weekly[t % week]! + memory * state.error
  })
}

export const doubleSeason: Member = { name: 'double-season', minDays: 14, forecast }
