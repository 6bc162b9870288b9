import { medianOf } from '../series/median.ts'
import type { History, Member } from './member.ts'

/** Same weekdays looked back at, and days where there are not yet two weeks. */
const WEEKS = 4
const DAYS = 14
/** How much of the last hours' ratio to the profile is measured, in hours. */
const RECENT_HOURS = 3
/** How much of that ratio is left three hours later, where too little was seen to measure it. */
const DEFAULT_MEMORY = 0.8
/** Ratios compared with the one before them: enough to measure, and no older than five days. */
const LEAST_SCALES = 8
const MOST_SCALES = 40
/** A ratio that never fades would carry one odd hour into tomorrow. */
const MOST_MEMORY = 0.97
/** A burst of many times the usual is no reason to expect as much for the rest of the day. */
const MOST_SCALE = 3

/**
 * The median of the same slot in earlier weeks (or days), scaled by how today compares with it. Medians do not see a
 * single outage or spike; the scale carries a busy day forward and fades.
 */
function forecast({ values, day }: History, horizon: number): Float64Array {
  const week = 7 * day
  const weekly = values.length >= 2 * week
  const stride = weekly ? week : day
  const most = weekly ? WEEKS : DAYS
  const at = (slot: number): number => {
    const seen: number[] = []
    for (let back = slot - stride; seen.length < most && back >= 0; back -= stride) {
      if (back < values.length) seen.push(values[back]!)
    }
    return medianOf(seen)
  }
  const hour = Math.max(1, Math.round(day / 24))
  const recent = RECENT_HOURS * hour
  const scaleAt = (end: number): number => {
    let actual = 0
    let expected = 0
    for (let slot = end - recent; slot < end; slot++) {
      actual += values[slot]!
      expected += at(slot)
    }
    return expected > 0 ? actual / expected : 1
  }
  const now = scaleAt(values.length)
  const memory = memoryOf(scaleAt, values.length, recent, Math.floor(values.length - stride) - recent)
  return Float64Array.from({ length: horizon }, (_, h) => {
    const fade = memory ** ((h + recent / 2) / recent)
    return at(values.length + h) * (1 + (Math.min(MOST_SCALE, now) - 1) * fade)
  })
}

/** Correlation of the scale with itself one `recent` earlier, over the last days. */
function memoryOf(scaleAt: (end: number) => number, end: number, recent: number, reach: number): number {
  const scales: number[] = []
  for (let back = 0; back + 1 < reach / recent && scales.length < MOST_SCALES; back++) {
    scales.push(scaleAt(end - back * recent) - 1)
  }
  if (scales.length < LEAST_SCALES) return DEFAULT_MEMORY
  let products = 0
  let squares = 0
  for (let i = 1; i < scales.length; i++) {
    products += scales[i]! * scales[i - 1]!
    squares += scales[i]! ** 2
  }
  return squares > 0 ? Math.min(MOST_MEMORY, Math.max(0, products / squares)) : 0
}

export const profile: Member = { name: 'profile', minDays: 3, forecast }
