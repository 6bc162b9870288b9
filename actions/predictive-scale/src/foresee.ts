import {
  type Capacity,
  factorsAhead,
  filled,
  type Filled,
  type Forecast,
  ForecastError,
  forecastLoad,
  type Grid,
  gridOf,
  ordinary,
  type Plan,
  planOf,
  type Sample,
  slotsADay,
  type Trust,
  trustIn,
  wallClock,
} from '@mlops-actions/forecast'
import type { Settings } from './settings.ts'

/** One step of the future. */
export interface Step {
  readonly at: number
  readonly expected: number
  readonly upper: number
  readonly replicas: number
}

/** What is known of the future, and how far to believe it. */
export interface Outlook {
  readonly kind: 'outlook'
  readonly grid: Grid
  readonly history: Filled
  readonly forecast: Forecast
  readonly trust: Trust
  readonly plan: Plan
  readonly steps: readonly Step[]
  /** Calendar entries ahead of which neither a factor nor a past one is known. */
  readonly unknownOccasions: readonly string[]
}

/** Nothing can be said; the reason is for people. */
export interface Blind {
  readonly kind: 'blind'
  readonly reason: string
}

/** A history this far behind is of another day: the forecast would not know what went on since. */
const STALE_MS = 3_600_000
/** What a young or broken history does to a run: it abstains. Everything else is a mistake to mend. */
const ABSTAINED: ReadonlySet<string> = new Set(['too-short', 'too-many-gaps'])

/**
 * From samples to a plan for every step from `now` on.
 * @throws ForecastError for a history that is wrong, not just young
 */
export function foresee(
  samples: readonly Sample[],
  settings: Settings,
  capacity: Capacity,
  now: number,
): Outlook | Blind {
  const { stepMs, zone, occasions, horizonMs, level, limits } = settings
  const clock = wallClock(zone)
  const grid = gridOf(samples, stepMs, clock)
  const behind = now - (samples.findLast(([, value]) => !Number.isNaN(value))?.[0] ?? 0)
  if (behind > STALE_MS + stepMs) {
    return { kind: 'blind', reason: `the last value is ${Math.round(behind / 60_000)} minutes old` }
  }
  const instants = Array.from(
    { length: Math.round(horizonMs / stepMs) },
    (_, i) => Math.floor(now / stepMs) * stepMs + i * stepMs,
  )
  const end = grid.firstSlot + grid.values.length
  const slots = instants.map((at) => Math.max(0, Math.floor(clock(at) / stepMs) - end))
  const horizon = Math.max(...slots) + 1
  try {
    const { values } = ordinary(grid, occasions)
    const history = filled(values, slotsADay(stepMs))
    const forecast = forecastLoad(history, slotsADay(stepMs), horizon, level)
    const { factors, unknown } = factorsAhead(grid, history.values, occasions, horizon)
    const upper = Float64Array.from(slots, (slot) => forecast.upper[slot]! * factors[slot]!)
    const plan = planOf(upper, capacity, limits)
    const steps = instants.map((at, i) => ({
      at,
      expected: forecast.expected[slots[i]!]! * factors[slots[i]!]!,
      upper: upper[i]!,
      replicas: plan.replicas[i]!,
    }))
    const trust = trustIn(forecast.accuracy, level)
    return { kind: 'outlook', grid, history, forecast, trust, plan, steps, unknownOccasions: unknown }
  } catch (error) {
    if (error instanceof ForecastError && ABSTAINED.has(error.code)) {
      return { kind: 'blind', reason: error.message }
    }
    throw error
  }
}
