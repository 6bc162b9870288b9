import { ForecastError } from '../error.ts'
import type { WallClock } from './wall-clock.ts'

/** One measurement: milliseconds since the epoch, and a rate or count >= 0; NaN means that nothing was measured. */
export type Sample = readonly [at: number, value: number]

/** Values at a fixed distance in wall-clock time; NaN where nothing was measured. */
export interface Grid {
  readonly stepMs: number
  /** Wall-clock time of the first slot, in steps since the epoch. */
  readonly firstSlot: number
  readonly values: Float64Array
}

const DAY_MS = 86_400_000
/** 26 weeks of one-minute slots: more than any season needs, and an end to what is allocated. */
const MAX_SLOTS = 262_144

/**
 * Samples onto a regular grid of wall-clock slots. Several in one slot count as the largest: capacity must hold the
 * peak. The hour that a spring change skips stays empty, the one that autumn repeats holds the larger of the two.
 *
 * @param stepMs length of a slot, from one minute to one hour, a whole number of them in a day
 * @throws ForecastError `bad-step`, `no-samples`, `bad-sample` for a negative or infinite value, `too-long`
 */
export function gridOf(samples: readonly Sample[], stepMs: number, clock: WallClock): Grid {
  refuseStep(stepMs)
  const slots = new Float64Array(samples.length)
  let first = Infinity
  let last = -Infinity
  samples.forEach(([at, value], i) => {
    if (!Number.isFinite(at)) throw new ForecastError('bad-sample', `sample ${i + 1} has no time`)
    refuseValue(value, at)
    const slot = Math.floor(clock(at) / stepMs)
    slots[i] = slot
    if (Number.isNaN(value)) return
    first = Math.min(first, slot)
    last = Math.max(last, slot)
  })
  if (first > last) throw new ForecastError('no-samples', 'the history holds no value')
  if (last - first >= MAX_SLOTS) {
    throw new ForecastError(
      'too-long',
      `the history spans ${Math.round(((last - first) * stepMs) / DAY_MS)} days, more than ${MAX_SLOTS} slots of ${stepMs / 1000} s`,
    )
  }
  const values = new Float64Array(last - first + 1).fill(Number.NaN)
  samples.forEach(([, value], i) => {
    const place = slots[i]! - first
    if (Number.isNaN(value)) return
    values[place] = Number.isNaN(values[place]!) ? value : Math.max(values[place]!, value)
  })
  return { stepMs, firstSlot: first, values }
}

/** Slots a day has. */
export function slotsADay(stepMs: number): number {
  return DAY_MS / stepMs
}

/** The distance most neighbouring samples have, or undefined for fewer than two of them. */
export function usualStep(samples: readonly Sample[]): number | undefined {
  const counts = new Map<number, number>()
  let best: number | undefined
  for (let i = 1; i < samples.length; i++) {
    const gap = Math.abs(samples[i]![0] - samples[i - 1]![0])
    if (gap === 0) continue
    const seen = (counts.get(gap) ?? 0) + 1
    counts.set(gap, seen)
    if (best === undefined || seen > counts.get(best)!) best = gap
  }
  return best
}

function refuseStep(stepMs: number): void {
  if (Number.isInteger(DAY_MS / stepMs) && stepMs >= 60_000 && stepMs <= 3_600_000) return
  throw new ForecastError(
    'bad-step',
    `a step of ${stepMs / 1000} s: expected 60 s to 3600 s, a whole number of them in a day`,
  )
}

function refuseValue(value: number, at: number): void {
  if (value >= 0 && value !== Infinity) return
  if (Number.isNaN(value)) return
  throw new ForecastError('bad-sample', `load cannot be ${value} (at ${new Date(at).toISOString()})`)
}
