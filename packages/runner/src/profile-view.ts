import { type ColumnProfile, type Profile, profileDigest, rangeOf } from '@mlops-actions/data'
import type { Host } from './host.ts'
import { coloured, plain, printable } from './terminal.ts'
import { textTable } from './text-table.ts'

/** Categories shown of a column. */
const SHOWN = 3
const MAX_NAME_CHARACTERS = 40

/** A profile as a table: a line a column. */
export function profileView(profile: Profile, { colour, columns: width }: Host): readonly string[] {
  const style = colour ? coloured : plain
  const heading = ['Column', 'Kind', 'Missing', 'Different', 'Least', 'Mean', 'Greatest', 'Most frequent']
  const rows = profile.columns.map(line)
  const counts = new Set(profile.columns.map(({ rows }) => rows))
  const rowText = [...counts].map((count) => count.toLocaleString('en')).join(' / ')
  return [
    ...textTable([heading, ...rows], {
      style,
      width,
      right: [false, false, true, true, true, true, true, false],
    }),
    '',
    `${rowText} rows, ${profile.columns.length} columns, digest ${profileDigest(profile)}`,
  ]
}

function line(column: ColumnProfile): readonly string[] {
  const { name, kind, rows, nulls } = column
  const missing = 'cells' in column ? nulls + column.nan : nulls
  const start = [shortened(name), kind, share(missing, rows), different(column)]
  if (!('cells' in column)) return [...start, '', '', '', frequent(column)]
  const shown = (value: number | null): string =>
    value === null ? '' : kind === 'timestamp' ? instant(value) : String(Number(value.toPrecision(6)))
  const { min, max, moments } = column
  return [...start, shown(min), shown(moments.count === 0 ? null : moments.mean), shown(max), '']
}

function different(column: ColumnProfile): string {
  if ('categories' in column && column.listed === 'all') return column.categories.length.toLocaleString('en')
  if (column.distinct === undefined) return ''
  const { estimate, low, high } = rangeOf(column.distinct)
  if (low === high) return estimate.toLocaleString('en')
  return `~${Math.round(estimate).toLocaleString('en')}`
}

function frequent(column: Extract<ColumnProfile, { readonly categories: unknown }>): string {
  const present = column.rows - column.nulls
  const named = column.categories
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, count]) => `${shortened(name)} ${share(count, present)}`)
  return [...named, ...(column.other > 0 ? [`not listed ${share(column.other, present)}`] : [])].join(', ')
}

/** Beyond the calendar of Date an instant is a number. */
const instant = (ms: number): string =>
  Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().replace(/T00:00:00\.000Z$/, '') : String(ms)

const share = (count: number, of: number): string =>
  count === 0 || of === 0 ? '0' : `${Number(((100 * count) / of).toPrecision(2))} %`

function shortened(text: string): string {
  const line = printable(text).replaceAll(/[\t\n]/g, ' ')
  const cut = line.length > MAX_NAME_CHARACTERS ? `${line.slice(0, MAX_NAME_CHARACTERS)}...` : line
  return cut === '' ? '(empty)' : cut
}
