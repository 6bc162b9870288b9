import type { Sample, Series } from './response.ts'

/** A half-open stretch of time, (since, until], in milliseconds. */
interface Window {
  readonly since: number
  readonly until: number
}

/** How much the counters of a selector rose. `fresh` is false when no sample fell into the window. */
export interface Increase {
  readonly count: number
  readonly fresh: boolean
  /** Longest time the samples of one series span. */
  readonly spanMs: number
}

/**
 * The rise of counters within a window, series by series, from raw samples: the sum of the steps upwards. A fall is a
 * restart, after which the counter counts from zero. A series without a sample before the window was born in it and
 * counts from zero as well. Each window begins at the last sample of the one before, so nothing is counted twice or lost.
 * @returns undefined when there is no series at all
 * @throws RangeError for a sample that is no counter value: NaN, infinite, negative
 */
export function increaseOf(series: readonly Series[], window: Window): Increase | undefined {
  if (series.length === 0) return undefined
  const rises = series.map((one) => seriesIncrease(one.samples, window))
  return {
    count: rises.reduce((sum, rise) => sum + rise.count, 0),
    fresh: rises.some((rise) => rise.fresh),
    spanMs: Math.max(...rises.map((rise) => rise.spanMs)),
  }
}

function seriesIncrease(samples: readonly Sample[], { since, until }: Window): Increase {
  const within = samples.filter(([at]) => at > since && at <= until)
  const before = samples.findLast(([at]) => at <= since)
  // The one before too: compared with NaN every value would look like a restart, and count whole.
  for (const [, value] of before ? [before, ...within] : within) {
    if (!Number.isFinite(value) || value < 0) throw new RangeError(`a counter cannot be ${value}`)
  }
  let previous = before?.[1] ?? 0
  let count = 0
  for (const [, value] of within) {
    count += value >= previous ? value - previous : value
    previous = value
  }
  const first = before?.[0] ?? within[0]?.[0]
  const last = within.at(-1)?.[0]
  return {
    // Float64 counters of whole events: the rounding only undoes representation error.
    count: Math.round(count),
    fresh: within.length > 0,
    spanMs: first === undefined || last === undefined ? 0 : last - first,
  }
}
