import { formatNumber } from '../format/number.ts'
import { clip, plainText } from '../format/text.ts'

/** A place on an axis, 0..100 percent of it, and what is written there. */
export interface Tick {
  readonly at: number
  readonly label: string
  /** Left out where there is little room. */
  readonly minor?: boolean
}

/** SVG text does not wrap: a longer label than this leaves a phone's screen. */
const MAX_LABEL = 34
const MAX_SUFFIX = 8

/** A text as it may stand in a plot: one line that fits; the whole of it stands in the description or the table. */
export function plotLabel(text: string): string {
  return clip(plainText(text), MAX_LABEL)
}

/** Values to percent of the plot, from its left or its bottom. */
export interface Scale {
  readonly position: (value: number) => number
  readonly ticks: readonly Tick[]
}

/** Steps of 1, 2 or 5 times a power of ten, about `count` of them, inside the domain. */
function niceValues(
  low: number,
  high: number,
  count: number,
): { values: readonly number[]; decimals: number } {
  const raw = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10) * power
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step)
  return { values, decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) }
}

/** A linear axis; `factor` and `suffix` change only what is written (a fraction shown in percent). */
export function linearScale(
  [low, high]: readonly [number, number],
  { count = 5, factor = 1, suffix = '' }: { count?: number; factor?: number; suffix?: string } = {},
): Scale {
  const position = (value: number) => (100 * (value - low)) / (high - low || 1)
  const { values, decimals } = niceValues(factor * low, factor * high, count)
  const ticks = values.map((value) => ({
    at: position(value / factor),
    label: formatNumber(value, { decimals: Math.min(6, decimals) }) + clip(suffix, MAX_SUFFIX),
  }))
  return { position, ticks }
}

/** A logarithmic axis over powers of ten; values below it stand at its foot, infinity at its head. */
export function logScale([low, high]: readonly [number, number], count = 6): Scale {
  const from = Math.log10(low)
  const to = Math.log10(high)
  const position = (value: number) => {
    if (value <= low) return 0
    if (value === Number.POSITIVE_INFINITY) return 100
    return (100 * (Math.log10(value) - from)) / (to - from || 1)
  }
  const every = Math.max(1, Math.ceil((to - from) / count))
  const ticks: Tick[] = []
  for (let power = Math.ceil(from - 1e-9); power <= to + 1e-9; power += every) {
    ticks.push({ at: position(10 ** power), label: powerLabel(power) })
  }
  return { position, ticks }
}

function powerLabel(power: number): string {
  return Math.abs(power) <= 3 ? formatNumber(10 ** power) : `10${superscript(power)}`
}

function superscript(power: number): string {
  return String(power).replace(/[-\d]/g, (character) =>
    character === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(character)]!,
  )
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const STEPS = [
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
  364 * DAY,
  3640 * DAY,
]

/** An axis of time in UTC, domain in milliseconds since the epoch. */
export function timeScale([low, high]: readonly [number, number], count = 6): Scale {
  const position = (value: number) => (100 * (value - low)) / (high - low || 1)
  const step = STEPS.find((candidate) => candidate * count >= high - low) ?? STEPS.at(-1)!
  const ticks: Tick[] = []
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) {
    const iso = new Date(at).toISOString()
    ticks.push({ at: position(at), label: step < DAY ? iso.slice(11, 16) : iso.slice(0, 10) })
  }
  return { position, ticks }
}
