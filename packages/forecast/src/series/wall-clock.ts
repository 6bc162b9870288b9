import { ForecastError } from '../error.ts'

const HOUR_MS = 3_600_000
/** Every zone's offset is constant within a quarter of an hour, and changes on one. */
const QUARTER_MS = HOUR_MS / 4

/**
 * From an instant to what a clock on the wall shows, both in milliseconds: load follows people, and people follow the
 * clock. In wall-clock time every day has 24 hours, on the two days of a daylight-saving change too.
 */
export type WallClock = (instant: number) => number

/**
 * @param zone an IANA time zone, `Europe/Berlin`; `UTC` costs nothing
 * @throws ForecastError `bad-zone`
 */
export function wallClock(zone: string): WallClock {
  if (zone === 'UTC') return (instant) => instant
  const parts = formatter(zone)
  const offsets = new Map<number, number>()
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER_MS) * QUARTER_MS
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      offset = shown(parts, quarter) - quarter
      offsets.set(quarter, offset)
    }
    return instant + offset
  }
}

function formatter(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch (cause) {
    throw new ForecastError(
      'bad-zone',
      `${JSON.stringify(zone)} is no IANA time zone such as Europe/Berlin`,
      {
        cause,
      },
    )
  }
}

function shown(format: Intl.DateTimeFormat, instant: number): number {
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}
