import { seededRandom } from '@mlops-actions/stats'
import {
  filled,
  type Forecast,
  forecastLoad,
  gridOf,
  type Sample,
  slotsADay,
  wallClock,
} from '@mlops-actions/forecast'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** A Monday. */
export const MONDAY = Date.UTC(2026, 5, 1)

/** Requests of an office day: low at night, high at noon, half on weekends, 5 % noise. */
export function officeLoad(
  days: number,
  stepMs: number,
  options: { readonly seed?: number; readonly start?: number } = {},
): Sample[] {
  const random = seededRandom(options.seed ?? 7)
  const start = options.start ?? MONDAY
  return Array.from({ length: (days * DAY) / stepMs }, (_, i): Sample => {
    const at = start + i * stepMs
    const hour = (at % DAY) / HOUR
    const weekday = Math.floor((at - MONDAY) / DAY) % 7
    const day = 20 + 80 * Math.exp(-(((hour - 13) / 4) ** 2))
    return [at, day * (weekday >= 5 ? 0.5 : 1) * (1 + 0.1 * (random.next() - 0.5))]
  })
}

/** From samples to forecast, as the action goes. */
export function forecastOf(
  samples: readonly Sample[],
  stepMs: number,
  horizonHours = 24,
  zone = 'UTC',
): Forecast {
  const grid = gridOf(samples, stepMs, wallClock(zone))
  const day = slotsADay(stepMs)
  return forecastLoad(filled(grid.values, day), day, (horizonHours * day) / 24, 0.95)
}
