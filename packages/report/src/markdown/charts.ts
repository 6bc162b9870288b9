import type {
  Chart,
  CurveChart,
  DistributionChart,
  FanChart,
  IntervalChart,
  MatrixChart,
  TimelineChart,
} from '../chart.ts'
import { extentOf, intervalDomain, sortedRows } from '../format/domain.ts'
import { formatCount, formatEstimate, formatNumber, formatShare } from '../format/number.ts'
import { bar, intervalStrip, sparkline, thinned } from '../format/sparkline.ts'
import { lookOf } from '../format/status.ts'
import { byteLength, plural } from '../format/text.ts'
import { code, md } from './escape.ts'
import type { Section } from './section.ts'
import { table } from './table.ts'

/** A table longer than this is read in the HTML report. */
const MAX_ROWS = 20
const SPARKLINE_WIDTH = 24

/**
 * One section a chart: the table with a drawing in characters, then the table alone, then nothing. The first figure is
 * the one its producer finds most telling and stands open; `open` opens them all.
 */
export function chartSections(charts: readonly Chart[], open: boolean): readonly Section[] {
  return charts.map((chart, index) => (budget) => {
    const opening = `<details${open || index === 0 ? ' open' : ''}><summary>${md(chart.title)}</summary>\n\n`
    const caption = chart.caption === undefined ? '' : `\n<sub>${md(chart.caption)}</sub>\n`
    for (const drawn of [true, false]) {
      const text = `${opening}${body(chart, drawn)}${caption}\n</details>\n\n`
      if (byteLength(text) <= budget) return drawn ? { text } : { text, omittedOne: 'drawing' }
    }
    return { text: '', omittedOne: 'figure' }
  })
}

function body(chart: Chart, drawn: boolean): string {
  switch (chart.kind) {
    case 'intervals':
      return intervals(chart, drawn)
    case 'curves':
      return curves(chart, drawn)
    case 'distribution':
      return distribution(chart, drawn)
    case 'timeline':
      return timeline(chart, drawn)
    case 'fan':
      return fan(chart, drawn)
    case 'matrix':
      return matrix(chart)
    default:
      return chart satisfies never
  }
}

function more(total: number, noun: string): string {
  return total > MAX_ROWS ? `\n…and ${plural(total - MAX_ROWS, `more ${noun}`)}.\n` : ''
}

function intervals(chart: IntervalChart, drawn: boolean): string {
  const references = chart.references ?? []
  const domain = intervalDomain(chart)
  const lines = references.map(({ value }) => value)
  const rows = sortedRows(chart)
  const key = references
    .map(
      ({ value, label }) => `${md(label)} at ${md(formatEstimate(value, undefined, undefined, chart.unit))}`,
    )
    .join(', ')
  return (
    (drawn && key !== '' ? `┊ ${key}\n\n` : '') +
    table(
      [
        { head: 'Row', cell: ({ label }) => md(label) },
        {
          head: 'Interval',
          cell: (row) => (drawn ? `<code>${intervalStrip(domain, row, lines)}</code>` : ''),
        },
        {
          head: 'Value',
          right: true,
          cell: (row) => md(formatEstimate(row.value, row.low, row.high, chart.unit)),
        },
        { head: 'Verdict', cell: ({ status }) => `${lookOf(status).mark}&nbsp;${lookOf(status).word}` },
        { head: 'Note', cell: ({ note = '' }) => md(note) },
      ],
      rows.slice(0, MAX_ROWS),
    ) +
    more(rows.length, 'row')
  )
}

function curves(chart: CurveChart, drawn: boolean): string {
  const across = md(chart.xLabel)
  const at = (quantile: number) => (series: CurveChart['series'][number]) => {
    const index = Math.round(quantile * (series.x.length - 1))
    const x = series.x[index]
    const y = series.y[index]
    return x === undefined || y === undefined ? '' : `${md(formatNumber(x))} → ${md(formatNumber(y))}`
  }
  return (
    `${md(chart.yLabel)} by ${across}, at five points of each curve:\n\n` +
    table(
      [
        { head: 'Curve', cell: ({ name }) => md(name) },
        {
          head: 'Shape',
          cell: ({ y }) => (drawn ? drawing(sparkline(thinned(y, SPARKLINE_WIDTH))) : ''),
        },
        ...['first', 'quarter', 'half', 'three quarters', 'last'].map((head, index) => ({
          head,
          right: true,
          cell: at(index / 4),
        })),
      ],
      chart.series,
    )
  )
}

function distribution(chart: DistributionChart, drawn: boolean): string {
  const rows = chart.bins.map((bin, index) => ({
    bin,
    before: chart.before.shares[index] ?? Number.NaN,
    after: chart.after.shares[index] ?? Number.NaN,
  }))
  const largest = extentOf(rows.flatMap(({ before, after }) => [before, after]))?.high ?? 0
  const side = (name: string, pick: (row: (typeof rows)[number]) => number) => ({
    head: md(name),
    cell: (row: (typeof rows)[number]) => {
      const drawing = drawn ? bar(pick(row) / (largest || 1)) : ''
      return `${md(formatShare(pick(row)))}${drawing === '' ? '' : ` <code>${drawing}</code>`}`
    },
  })
  return (
    table(
      [
        { head: 'Bin', cell: ({ bin }) => md(bin) },
        side(chart.before.name, ({ before }) => before),
        side(chart.after.name, ({ after }) => after),
        {
          head: 'Change',
          right: true,
          cell: ({ before, after }) =>
            md(formatEstimate(after - before, undefined, undefined, 'share', true)),
        },
      ],
      rows.slice(0, MAX_ROWS),
    ) + more(rows.length, 'bin')
  )
}

function timeline(chart: TimelineChart, drawn: boolean): string {
  const references = (chart.references ?? []).map(
    ({ value, label }) => `${md(label)} at ${md(formatNumber(value))}`,
  )
  const height = (value: number) => (chart.logarithmic ? Math.log(value) : value)
  const series = table(
    [
      { head: 'Series', cell: ({ name }) => md(name) },
      {
        head: 'Course',
        cell: ({ points }) =>
          drawn ? drawing(sparkline(thinned(points, SPARKLINE_WIDTH).map(({ value }) => height(value)))) : '',
      },
      { head: 'First', right: true, cell: ({ points }) => md(formatNumber(points[0]?.value ?? Number.NaN)) },
      {
        head: 'Last',
        right: true,
        cell: ({ points }) => md(formatNumber(points.at(-1)?.value ?? Number.NaN)),
      },
      {
        head: 'Highest',
        right: true,
        cell: ({ points }) =>
          md(formatNumber(extentOf(points.map(({ value }) => value))?.high ?? Number.NaN)),
      },
    ],
    chart.series,
  )
  const events = (chart.events ?? [])
    .slice(0, MAX_ROWS)
    .map(({ at, label, status }) => `- ${lookOf(status).mark} ${code(at)} ${md(label)}\n`)
  const lines = references.length === 0 ? '' : `\nLines: ${references.join(', ')}.\n`
  const list = events.length === 0 ? '' : `\n${events.join('')}${more(chart.events?.length ?? 0, 'event')}`
  return `${md(chart.yLabel)}${chart.logarithmic ? ' (logarithmic)' : ''}\n\n${series}${lines}${list}`
}

function fan(chart: FanChart, drawn: boolean): string {
  const rows = [
    { name: chart.measuredName, values: chart.measured.map(({ value }) => value) },
    { name: chart.forecastName, values: chart.forecast.map(({ value }) => value) },
    { name: chart.highName, values: chart.forecast.map(({ high }) => high) },
  ]
  const references = (chart.references ?? []).map(
    ({ value, label }) => `${md(label)} at ${md(formatNumber(value))}`,
  )
  const lines = references.length === 0 ? '' : `\nLines: ${references.join(', ')}.\n`
  const course = table(
    [
      { head: 'Series', cell: ({ name }) => md(name) },
      {
        head: 'Course',
        cell: ({ values }) => (drawn ? drawing(sparkline(thinned(values, SPARKLINE_WIDTH))) : ''),
      },
      ...(['low', 'high'] as const).map((end) => ({
        head: end === 'low' ? 'Lowest' : 'Highest',
        right: true,
        cell: ({ values }: (typeof rows)[number]) => md(formatNumber(extentOf(values)?.[end] ?? Number.NaN)),
      })),
    ],
    rows,
  )
  return `${md(chart.yLabel)}\n\n${course}${lines}`
}

/** A drawing in characters, if there is anything in it. */
function drawing(characters: string): string {
  return characters.trim() === '' ? '' : `<code>${characters}</code>`
}

function matrix({ rowLabel, columnLabel, labels, counts }: MatrixChart): string {
  const rows = labels.map((label, index) => ({ label, index, counts: counts[index] ?? [] }))
  return (
    table(
      [
        { head: `${md(rowLabel)} \\ ${md(columnLabel)}`, cell: ({ label }) => `<b>${md(label)}</b>` },
        ...labels.slice(0, MAX_ROWS).map((label, column) => ({
          head: md(label),
          right: true,
          cell: (row: (typeof rows)[number]) => {
            const shown = formatCount(row.counts[column] ?? Number.NaN)
            return column === row.index ? `<b>${shown}</b>` : shown
          },
        })),
      ],
      rows.slice(0, MAX_ROWS),
    ) + more(labels.length, 'label')
  )
}
