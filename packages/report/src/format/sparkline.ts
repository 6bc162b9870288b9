import { extentOf } from './domain.ts'

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
const NO_BREAK_SPACE = '\u00a0'

/** A line of block characters, low to high; a value that is not finite is a gap. */
export function sparkline(values: readonly number[]): string {
  const { low, high } = extentOf(values) ?? { low: 0, high: 0 }
  const span = high - low
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return NO_BREAK_SPACE
      const level = span === 0 ? 0 : Math.round(((value - low) / span) * (LEVELS.length - 1))
      return LEVELS[level]
    })
    .join('')
}

/** At most `count` of the values, evenly spaced, always with the first and the last. */
export function thinned<T>(values: readonly T[], count: number): readonly T[] {
  if (values.length <= count) return values
  return Array.from(
    { length: count },
    (_, index) => values[Math.round((index * (values.length - 1)) / (count - 1))]!,
  )
}

/**
 * An interval on a line of characters: `├──●──┤`, with `┊` where the references stand. Blank cells are no-break spaces,
 * since HTML folds the other kind.
 */
export function intervalStrip(
  domain: readonly [number, number],
  point: { readonly value: number; readonly low?: number; readonly high?: number },
  references: readonly number[],
  width = 33,
): string {
  const [from, to] = domain
  const cells = Array.from({ length: width }, () => NO_BREAK_SPACE)
  const column = (value: number) =>
    Math.min(width - 1, Math.max(0, Math.round(((value - from) / (to - from || 1)) * (width - 1))))
  for (const reference of references) cells[column(reference)] = '┊'
  const { value, low, high } = point
  if (!Number.isFinite(value)) return cells.join('')
  if (low !== undefined && high !== undefined && Number.isFinite(low) && Number.isFinite(high)) {
    for (let at = column(low); at <= column(high); at++) cells[at] = '─'
    cells[column(low)] = '├'
    cells[column(high)] = '┤'
  }
  cells[column(value)] = '●'
  return cells.join('')
}

/** A bar of eighths of a character, 0..1 of `width`. */
export function bar(share: number, width = 12): string {
  if (!(share > 0)) return ''
  const eighths = Math.round(Math.min(1, share) * width * 8)
  const part = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? ''
  return '█'.repeat(Math.floor(eighths / 8)) + part
}
