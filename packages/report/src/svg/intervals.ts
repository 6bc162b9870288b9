import type { IntervalChart, Reference } from '../chart.ts'
import { intervalDomain, sortedRows } from '../format/domain.ts'
import { formatEstimate, unitOf } from '../format/number.ts'
import { lookOf } from '../format/status.ts'
import { type Html, html, join } from '../html/escape.ts'
import { percent } from './frame.ts'
import { type Scale, linearScale, plotLabel } from './scale.ts'

const ROW_HEIGHT = 26
const AXIS_HEIGHT = 22
const LINE_HEIGHT = 16
/** Reference labels nearer than this, in percent of the width, stand on separate lines. */
const LABEL_WIDTH = 34

type Row = IntervalChart['rows'][number]

/**
 * A dot with its interval a row, from the lowest value up. It is a table whose second column is drawn: labels wrap,
 * numbers can be copied, a screen reader reads it row by row.
 */
export function intervals(chart: IntervalChart): Html {
  const { factor, suffix } = unitOf(chart.unit)
  const scale = linearScale(intervalDomain(chart), { count: 4, factor, suffix })
  const references = chart.references ?? []
  return html`<div class="scroll"><table class="intervals">
<thead><tr><th scope="col">Row</th><th scope="col" class="strip"><span class="hidden">Interval</span>${referenceLabels(references, scale)}</th><th scope="col" class="number">Value</th><th scope="col">Status</th></tr></thead>
<tbody>${sortedRows(chart).map((row) => intervalRow(row, chart.unit, references, scale))}</tbody>
<tfoot aria-hidden="true"><tr><td></td><td class="strip">${axis(scale)}</td><td></td><td></td></tr></tfoot>
</table></div>`
}

function intervalRow(
  row: Row,
  unit: string | undefined,
  references: readonly Reference[],
  scale: Scale,
): Html {
  const { glyph, word } = lookOf(row.status)
  return html`<tr class="${row.status}"><th scope="row">${row.label}${row.note !== undefined && html`<small>${row.note}</small>`}</th>
<td class="strip"><svg width="100%" height="${ROW_HEIGHT}" aria-hidden="true">${references.map(
    ({ value }) => {
      const at = percent(scale.position(value))
      return html`<line class="reference" x1="${at}" x2="${at}" y1="0" y2="100%"/>`
    },
  )}${mark(row, scale)}</svg></td>
<td class="number">${formatEstimate(row.value, row.low, row.high, unit)}</td>
<td class="state"><span class="mark" aria-hidden="true">${glyph}</span> ${word}</td></tr>\n`
}

function mark({ value, low, high }: Row, scale: Scale): Html {
  const middle = ROW_HEIGHT / 2
  if (!Number.isFinite(value))
    return html`<text class="tick" x="50%" y="${middle}" dy="4" text-anchor="middle">no value</text>`
  const known = low !== undefined && high !== undefined && Number.isFinite(low) && Number.isFinite(high)
  const ends = known ? [low, high] : []
  const bar = known
    ? html`<line class="interval" x1="${percent(scale.position(low))}" x2="${percent(scale.position(high))}" y1="${middle}" y2="${middle}"/>`
    : html``
  const caps = ends.map((end) => {
    const at = percent(scale.position(end))
    return html`<line class="interval" x1="${at}" x2="${at}" y1="${middle - 4}" y2="${middle + 4}"/>`
  })
  return html`${bar}${caps}<circle class="dot" cx="${percent(scale.position(value))}" cy="${middle}" r="4.5"/>`
}

function axis(scale: Scale): Html {
  return html`<svg width="100%" height="${AXIS_HEIGHT}"><line class="axis" x1="0" x2="100%" y1="0.5" y2="0.5"/>${scale.ticks.map(
    ({ at, label }) =>
      html`<line class="axis" x1="${percent(at)}" x2="${percent(at)}" y1="0" y2="5"/><text class="tick" x="${percent(at)}" y="17" text-anchor="${anchor(at)}">${label}</text>`,
  )}</svg>`
}

function referenceLabels(references: readonly Reference[], scale: Scale): Html {
  if (references.length === 0) return html``
  const placed = references
    .map(({ value, label }) => ({ at: scale.position(value), label: plotLabel(label) }))
    .sort((a, b) => a.at - b.at)
  let previous = Number.NEGATIVE_INFINITY
  let level = 0
  const lines = placed.map(({ at, label }) => {
    level = at - previous < LABEL_WIDTH ? level + 1 : 0
    previous = at
    return { at, label, level }
  })
  const height = LINE_HEIGHT * (1 + Math.max(...lines.map((one) => one.level)))
  return html`<svg width="100%" height="${height}" aria-hidden="true">${join(
    lines.map(
      ({ at, label, level }) =>
        html`<text class="tick reference-label" x="${percent(at)}" y="${height - 4 - LINE_HEIGHT * level}" text-anchor="${anchor(at)}">${label}</text>`,
    ),
  )}</svg>`
}

/** Text near an edge grows inwards. */
function anchor(at: number): 'start' | 'middle' | 'end' {
  return at < 15 ? 'start' : at > 85 ? 'end' : 'middle'
}
