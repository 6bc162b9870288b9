import type { History, Member, MemberName } from '../models/member.ts'

/** One rehearsal: what every member said of a stretch that was then measured. */
export interface Fold {
  /** Slot the forecast begins at. */
  readonly origin: number
  /** Mean absolute day-to-day change of the training part, in units of load: a MASE of 1 is this far off. */
  readonly scale: number
  readonly actual: Float64Array
  /** 1 where the value was measured: what was filled in scores nobody. */
  readonly known: Uint8Array
  readonly forecasts: ReadonlyMap<MemberName, Float64Array>
}

/** Rehearsals of one run. More would look at ever older days. */
const MOST_FOLDS = 14
const LEAST_TRAINING_DAYS = 3
const MOST_TRAINING_DAYS = 14
/** Origins nearer than this would rehearse the same hours again. */
const LEAST_SPACING_DAYS = 0.25
/** A stretch with more holes than this is an outage, not a rehearsal. */
const LEAST_KNOWN = 0.5

/**
 * Rolling-origin backtest: every member forecasts `horizon` slots from each of up to 14 past origins, knowing only what
 * lay before. Half the history (3 to 14 days) is kept for training the first.
 * @param known 1 where a value was measured
 */
export function backtest(
  { values, day }: History,
  known: Uint8Array,
  members: readonly Member[],
  horizon: number,
): readonly Fold[] {
  return originsOf(values.length, day, horizon).flatMap((origin): readonly Fold[] => {
    const past = { values: values.subarray(0, origin), day }
    const seen = known.subarray(origin, origin + horizon)
    if (seen.reduce((sum, one) => sum + one, 0) < LEAST_KNOWN * horizon) return []
    return [
      {
        origin,
        scale: dayToDay(past),
        actual: values.subarray(origin, origin + horizon),
        known: seen,
        forecasts: forecastsOf(past, members, horizon),
      },
    ]
  })
}

/** What each member says that has enough history; load is never negative. */
export function forecastsOf(
  history: History,
  members: readonly Member[],
  horizon: number,
): ReadonlyMap<MemberName, Float64Array> {
  const days = history.values.length / history.day
  return new Map(
    members
      .filter(({ minDays }) => days >= minDays)
      .map(({ name, forecast }) => [name, forecast(history, horizon).map((value) => Math.max(0, value))]),
  )
}

function originsOf(length: number, day: number, horizon: number): readonly number[] {
  const days = length / day
  const training = day * Math.min(MOST_TRAINING_DAYS, Math.max(LEAST_TRAINING_DAYS, days / 2))
  const last = length - horizon
  const room = last - training
  if (room < 0) return []
  const spacing = Math.max(LEAST_SPACING_DAYS * day, room / (MOST_FOLDS - 1))
  const count = Math.floor(room / spacing + 1e-9) + 1
  return Array.from({ length: count }, (_, i) => Math.round(last - (count - 1 - i) * spacing))
}

/**
 * Mean absolute change against the day before: the yardstick of MASE (Hyndman & Koehler 2006, with a period of a day).
 * A load that repeats itself exactly has the smallest yardstick that is not 0.
 */
export function dayToDay({ values, day }: History): number {
  let sum = 0
  for (let t = day; t < values.length; t++) sum += Math.abs(values[t]! - values[t - day]!)
  let level = 0
  for (const value of values) level += value / values.length
  return Math.max(sum / Math.max(1, values.length - day), 1e-6 * level, Number.MIN_VALUE)
}

/** Mean absolute error over the measured slots, in units of the fold's scale: MASE. */
export function scaledError(fold: Fold, forecast: Float64Array): number {
  let sum = 0
  let count = 0
  for (let h = 0; h < fold.actual.length; h++) {
    if (fold.known[h] === 0) continue
    sum += Math.abs(forecast[h]! - fold.actual[h]!)
    count++
  }
  return sum / count / fold.scale
}
