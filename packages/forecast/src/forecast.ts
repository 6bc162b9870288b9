import { ForecastError } from './error.ts'
import { adaptedLevel } from './interval/adapt.ts'
import { boundOf, offsetOf, type PeakBound, peakBound, peakScores } from './interval/peaks.ts'
import type { MemberName } from './models/member.ts'
import { members } from './models/pool.ts'
import { backtest, forecastsOf, scaledError } from './pool/backtest.ts'
import { combined, lossesOf, type Rehearsal, rehearsals, type Weights, weightsOf } from './pool/combine.ts'
import type { Filled } from './series/fill.ts'

/** How the combined forecast did in rehearsal, by weights and bounds that had not seen what they were judged on. */
export interface Accuracy {
  readonly folds: number
  /** Mean MASE; below 1 is better than "as yesterday" was in training. */
  readonly combined: number
  /** MASE of the better of "as yesterday" and "as last week". */
  readonly naive: number
  readonly naiveName: MemberName
  readonly members: ReadonlyMap<MemberName, number>
  /**
   * Share of hourly peaks at or below the bound that the rehearsals before them gave, 0..1; NaN where there were too few.
   * And the hours looked at.
   */
  readonly coverage: number
  readonly hours: number
}

export interface Forecast {
  /** Expected load and upper bound a slot, from the slot after the history on. */
  readonly expected: Float64Array
  readonly upper: Float64Array
  readonly weights: Weights
  readonly bound: PeakBound
  readonly accuracy: Accuracy
  /** The rehearsals, with the bound each would have had: what a replay is made of. */
  readonly past: readonly (Rehearsal & { readonly upper: Float64Array })[]
}

/** Rehearsals a bound is learnt from, at least, before it is judged. */
const LEAST_BEFORE = 3

/** Below this nothing can be rehearsed even once a weekday. */
const LEAST_DAYS = 5

/**
 * Forecasts load `horizon` slots ahead: a pool of models weighted by how they did in up to 14 rehearsals on the last
 * half of the history, and an upper bound for hourly peaks from how far off the rehearsals were.
 *
 * @param history without holes, at least five days
 * @param day slots a day; a multiple of 24
 * @param level share of hourly peaks the bound is to hold, 0..1
 * @throws ForecastError `too-short`
 */
export function forecastLoad(history: Filled, day: number, horizon: number, level: number): Forecast {
  const { values, known } = history
  const series = { values, day }
  const hour = Math.max(1, day / 24)
  const days = values.length / day
  const folds = days < LEAST_DAYS ? [] : backtest(series, known, members, horizon)
  const past = rehearsals(folds)
  const offset = offsetOf(values)
  // Few hours cannot support a level higher than the one asked for.
  const bound =
    peakBound(past, hour, offset, adaptedLevel(past, hour, offset, level)) ??
    peakBound(past, hour, offset, level)
  if (bound === undefined) {
    throw new ForecastError(
      'too-short',
      `${days.toFixed(1)} days of history are too few to forecast ${(horizon / hour).toFixed(0)} hours and to know how far off that is; ` +
        `expected at least ${LEAST_DAYS}, better 28`,
    )
  }
  const forecasts = forecastsOf(series, members, horizon)
  const weights = weightsOf(folds, [...forecasts.keys()])
  const expected = combined(forecasts, weights)
  const bounded = past.map((fold) => {
    const own = peakBound(apartFrom(fold, past), hour, offset, level) ?? bound
    return { ...fold, upper: boundOf(fold.combined, own, hour) }
  })
  return {
    expected,
    upper: boundOf(expected, bound, hour),
    weights,
    bound,
    past: bounded,
    accuracy: accuracyOf(past, hour, offset, level),
  }
}

function accuracyOf(past: readonly Rehearsal[], hour: number, offset: number, level: number): Accuracy {
  const losses = lossesOf(past)
  const naives = (['naive-day', 'naive-week'] as const).flatMap((name) => {
    const loss = losses.get(name)
    return loss === undefined ? [] : [{ name, loss }]
  })
  const best = naives.reduce((a, b) => (b.loss < a.loss ? b : a))
  const hits = past.flatMap((fold) => {
    const own = peakBound(before(fold, past), hour, offset, level)
    if (own === undefined) return []
    return peakScores(fold, hour, offset).map((score) => score <= Math.log(own.factor))
  })
  return {
    folds: past.length,
    combined: past.reduce((sum, fold) => sum + scaledError(fold, fold.combined), 0) / past.length,
    naive: best.loss,
    naiveName: best.name,
    members: losses,
    coverage: hits.length === 0 ? Number.NaN : hits.filter(Boolean).length / hits.length,
    hours: hits.length,
  }
}

/** The rehearsals that were over when this one began: all that could be known then. Fewer than three show too little. */
function before(fold: Rehearsal, past: readonly Rehearsal[]): readonly Rehearsal[] {
  const over = past.filter(({ origin, actual }) => origin + actual.length <= fold.origin)
  return over.length < LEAST_BEFORE ? [] : over
}

/** The rehearsals that share no hour with this one. */
function apartFrom(fold: Rehearsal, past: readonly Rehearsal[]): readonly Rehearsal[] {
  return past.filter(({ origin }) => Math.abs(origin - fold.origin) >= fold.actual.length)
}
