import { ForecastError } from '../error.ts'
import { medianOf } from './median.ts'

/** A history without holes, and how much of it was measured. */
export interface Filled {
  readonly values: Float64Array
  /** Share of slots that were measured, 0..1. */
  readonly measured: number
  /** 1 where the value was measured, 0 where it was filled in. */
  readonly known: Uint8Array
}

/** Gaps up to this many slots are bridged by a straight line; a longer one is filled from other days. */
const BRIDGED_SLOTS = 3
/** Days looked at on each side of a long gap. */
const NEIGHBOUR_DAYS = 14
/** With fewer measured slots than this, the fill would be the history. */
const LEAST_MEASURED = 0.7

/**
 * Fills gaps: short ones by a straight line, longer ones (outages, excluded events) by the median of the same time of
 * day, weekdays from weekdays first.
 * @param values NaN where nothing was measured
 * @param day slots a day
 * @throws ForecastError `too-many-gaps` when less than 70 % was measured
 */
export function filled(values: Float64Array, day: number): Filled {
  const known = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1))
  const measured = known.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)
  if (measured < LEAST_MEASURED) {
    throw new ForecastError(
      'too-many-gaps',
      `only ${Math.floor(100 * measured)} % of the history was measured, expected at least ${100 * LEAST_MEASURED} %`,
    )
  }
  const out = values.slice()
  for (let start = 0; start < out.length; start++) {
    if (!Number.isNaN(out[start]!)) continue
    let end = start
    while (end < out.length && Number.isNaN(out[end]!)) end++
    if (start > 0 && end < out.length && end - start <= BRIDGED_SLOTS) bridge(out, start, end)
    else for (let slot = start; slot < end; slot++) out[slot] = fromOtherDays(values, slot, day)
    start = end
  }
  return { values: out, measured, known }
}

function bridge(out: Float64Array, start: number, end: number): void {
  const from = out[start - 1]!
  const slope = (out[end]! - from) / (end - start + 1)
  for (let slot = start; slot < end; slot++) out[slot] = from + slope * (slot - start + 1)
}

function fromOtherDays(values: Float64Array, slot: number, day: number): number {
  for (const stride of [7, 1]) {
    const found: number[] = []
    for (let days = stride; days <= NEIGHBOUR_DAYS; days += stride) {
      for (const at of [slot - days * day, slot + days * day]) {
        const value = values[at]
        if (value !== undefined && !Number.isNaN(value)) found.push(value)
      }
    }
    if (found.length > 0) return medianOf(found)
  }
  // No such time of day was ever measured within two weeks: what is known of any time.
  return medianOf(Array.from(values).filter((value) => !Number.isNaN(value)))
}
