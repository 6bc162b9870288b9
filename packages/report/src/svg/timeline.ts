import type { TimelineChart } from '../chart.ts'
import { domainOf, extentOf } from '../format/domain.ts'
import { formatNumber } from '../format/number.ts'
import { lookOf } from '../format/status.ts'
import { thinned } from '../format/sparkline.ts'
import { type Html, html, join } from '../html/escape.ts'
import { numbersTable } from '../html/numbers.ts'
import { frame, legend, line, percent, referenceLine, seriesStyle } from './frame.ts'
import { type Scale, linearScale, logScale, timeScale } from './scale.ts'

const HEIGHT = 280
const MAX_POINTS = 500
const MAX_TABLE_ROWS = 24
/** Flags nearer than this, in percent of the width, are set on different lines. */
const FLAG_WIDTH = 5
const FLAG_LINES = 3
const FLAG_PIXELS = 19

type Event = NonNullable<TimelineChart['events']>[number]

/** Quantities over time, reference lines with names, and numbered flags for the moments something was decided. */
export function timeline(chart: TimelineChart, id: string): Html {
  const events = chart.events ?? []
  const times = [
    ...chart.series.flatMap(({ points }) => points.map(({ at }) => Date.parse(at))),
    ...events.map(({ at }) => Date.parse(at)),
  ]
  const x = timeScale(domainOf(times, 0.01))
  const y = heightScale(chart)
  const flags = placeFlags(events, x)
  const lines = flags.reduce((most, { level }) => Math.max(most, level + 1), 0)
  const drawn = chart.series.map(({ points }, index) =>
    line(
      thinned(points, MAX_POINTS).map(
        ({ at, value }) => [x.position(Date.parse(at)), y.position(value)] as const,
      ),
      seriesStyle(index),
    ),
  )
  const references = (chart.references ?? []).map(({ value, label }) =>
    referenceLine(y.position(value), label),
  )
  const first = extentOf(times)?.low
  const from = first === undefined ? '' : `, from ${new Date(first).toISOString().slice(0, 10)}`
  return html`${legend(chart.series.map(({ name }) => name))}
<div class="flags-${lines}">${frame(
    {
      title: chart.title,
      description: describe(chart),
      id,
      height: HEIGHT,
      x,
      y,
      xLabel: `time (UTC)${from}`,
      yLabel: chart.logarithmic ? `${chart.yLabel} (log scale)` : chart.yLabel,
    },
    [...references, ...drawn, drawFlags(flags)],
  )}</div>
${eventList(events)}
${numbersTable(
  ['Series', 'Time', chart.yLabel],
  chart.series.flatMap(({ name, points }) =>
    thinned(points, MAX_TABLE_ROWS).map(({ at, value }) => [name, at, formatNumber(value)]),
  ),
)}`
}

function heightScale({ series, references = [], logarithmic }: TimelineChart): Scale {
  const values = [
    ...series.flatMap(({ points }) => points.map(({ value }) => value)),
    ...references.map(({ value }) => value),
  ]
  if (!logarithmic) return linearScale(domainOf(values))
  const { low, high } = extentOf(values.filter((value) => value > 0)) ?? { low: 0.1, high: 10 }
  const lowestLine = extentOf(references.map(({ value }) => value).filter((value) => value > 0))?.low
  // An e-value may fall to 1e-40, which says no more than 1e-3: the axis is for what lies near the lines.
  const foot = lowestLine === undefined ? low : Math.min(lowestLine, Math.max(low, lowestLine / 1_000))
  // Half a power of ten above, so that a line at the top has room for its name.
  return logScale([10 ** Math.floor(Math.log10(foot)), high * 3])
}

interface Flag extends Event {
  readonly place: number
  /** 0 is the line next to the plot. */
  readonly level: number
}

/** Sets neighbours that would overlap on different lines. */
function placeFlags(events: readonly Event[], x: Scale): readonly Flag[] {
  const last = Array.from({ length: FLAG_LINES }, () => Number.NEGATIVE_INFINITY)
  return events.map((event, index) => {
    const place = x.position(Date.parse(event.at))
    const free = last.findIndex((before) => place - before >= FLAG_WIDTH)
    const level = free < 0 ? index % FLAG_LINES : free
    last[level] = place
    return { ...event, place, level }
  })
}

function drawFlags(flags: readonly Flag[]): Html {
  return join(
    flags.map(({ place, level, status }, index) => {
      const lift = -12 - FLAG_PIXELS * level
      const across = percent(place)
      return html`<g class="flag ${status}"><line x1="${across}" x2="${across}" y1="${lift}" y2="100%"/><circle cx="${across}" cy="${lift}" r="8.5"/><text x="${across}" y="${lift}" dy="4" text-anchor="middle">${index + 1}</text></g>`
    }),
  )
}

function eventList(events: readonly Event[]): Html {
  if (events.length === 0) return html``
  return html`<ol class="events">${events.map(
    ({ at, label, status }) =>
      html`<li class="${status}"><time datetime="${at}">${moment(at)}</time> <span class="mark" aria-hidden="true">${lookOf(status).glyph}</span> ${label} <span class="muted">(${lookOf(status).word})</span></li>`,
  )}</ol>`
}

/** To the minute, in UTC, as the axis has it. */
function moment(at: string): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}

function describe({ series, events = [], references = [] }: TimelineChart): string {
  const lasts = series.map(({ name, points }) => {
    const last = points.at(-1)
    return last === undefined ? `${name}: no points` : `${name} ends at ${formatNumber(last.value)}`
  })
  const lines = references.map(({ value, label }) => `${label} at ${formatNumber(value)}`)
  return [...lasts, ...lines, `${events.length} events`].join('; ')
}
