import type { Finding } from '@mlops-actions/policy'
import type { IntervalChart } from '../chart.ts'
import type { Report } from '../document.ts'
import { intervalDomain, sortedRows } from '../format/domain.ts'
import { byUrgency, countsLine, needsAttention, sliceLabel } from '../format/findings.ts'
import { formatEstimate, formatMeasurement, formatP } from '../format/number.ts'
import { intervalStrip } from '../format/sparkline.ts'
import { type Sides, sidesOf } from '../format/sides.ts'
import { effectOf, lookOf, verdictWord } from '../format/status.ts'
import { clip, plainText } from '../format/text.ts'
import { cellsOf, pad, wrap } from './cells.ts'
import { type Paint, painter, statusStyle, verdictStyle } from './paint.ts'

export interface TerminalOptions {
  readonly color: boolean
  /** Columns of the terminal; anything below 40 is taken as 40. */
  readonly width: number
}

const MIN_WIDTH = 40
const MAX_WIDTH = 120
const MAX_LABEL = 32
const STRIP = 29
/** A glyph and three gaps of two. */
const GAPS = 7

/**
 * The report for a terminal: what needs attention with reasons and remedies, interval charts in characters, then one
 * line for each rule that passed. Control characters of the report's texts never reach the terminal; the only escape
 * sequences are the colours asked for. Ends with a line end.
 */
export function renderTerminal(report: Report, { color, width }: TerminalOptions): string {
  const columns = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.floor(width) || MIN_WIDTH))
  const paint = painter(color)
  const urgent = byUrgency(report.findings.filter(needsAttention))
  const calm = report.findings.filter((finding) => !needsAttention(finding))
  const blocks = [
    header(report, paint, columns),
    facts(report, paint, columns),
    ...urgent.map((finding) => attention(finding, sidesOf(report.kind), paint, columns)),
    ...report.charts.flatMap((chart) => (chart.kind === 'intervals' ? [strips(chart, paint, columns)] : [])),
    calm.map((finding) => line(finding, paint, columns)),
    next(report, paint, columns),
    footer(report, paint, columns),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

type Lines = readonly string[]

function indented(text: string, indent: string, columns: number): Lines {
  return wrap(plainText(text), columns - cellsOf(indent)).map((part) => indent + part)
}

function header({ verdict, headline, subject, findings }: Report, paint: Paint, columns: number): Lines {
  const badge = ` ${verdictWord(verdict).toUpperCase()} `
  const [first = '', ...rest] = wrap(plainText(headline), columns - cellsOf(badge) - 1)
  const margin = ' '.repeat(cellsOf(badge) + 1)
  const name = [subject.model, subject.version].filter((part) => part !== undefined).join(' ')
  const against = [subject.baseline?.name, subject.baseline?.version]
    .filter((part) => part !== undefined)
    .join(' ')
  return [
    `${paint(verdictStyle[verdict], badge)} ${paint('bold', first)}`,
    ...rest.map((part) => margin + paint('bold', part)),
    ...indented(against === '' ? name : `${name} against ${against}`, margin, columns),
    ...indented(countsLine(findings), margin, columns),
  ]
}

function widest(labelled: readonly { readonly label: string }[]): number {
  return labelled.reduce((most, { label }) => Math.max(most, cellsOf(plainText(label))), 0)
}

function facts(report: Report, paint: Paint, columns: number): Lines {
  const size = Math.min(MAX_LABEL, widest(report.facts))
  return report.facts.flatMap(({ label, value }) => {
    const [first = '', ...rest] = wrap(plainText(value), columns - size - 4)
    const name = pad(clip(plainText(label), size), size)
    return [`  ${paint('dim', name)}  ${first}`, ...rest.map((part) => ' '.repeat(size + 4) + part)]
  })
}

function attention(finding: Finding, sides: Sides, paint: Paint, columns: number): Lines {
  const { status, candidate, baseline, improvement, required, pValue, adjustedPValue, reason, remedy } =
    finding
  const { glyph, word } = lookOf(status)
  const effect = effectOf(finding)
  const slice = sliceLabel(finding)
  const title = indented(slice === '' ? finding.title : `${finding.title} [${slice}]`, '  ', columns)
  const numbers = [
    candidate && `${sides.candidate.toLowerCase()} ${formatMeasurement(candidate)}`,
    baseline && `${sides.baseline.toLowerCase()} ${formatMeasurement(baseline)}`,
    improvement && `improvement ${formatMeasurement(improvement, true)}`,
    required && `required ${required}`,
    pValue !== undefined && `p ${formatP(pValue)}`,
    adjustedPValue !== undefined && `adjusted p ${formatP(adjustedPValue)}`,
  ].filter((part) => typeof part === 'string')
  const style = statusStyle[status]
  return [
    `${paint(style, glyph)} ${paint('bold', title[0]!.trimStart())}`,
    ...title.slice(1).map((part) => paint('bold', part)),
    `  ${paint(style, word)}${effect === undefined ? '' : paint('dim', `, ${effect}`)}`,
    ...(numbers.length === 0 ? [] : indented(numbers.join(' · '), '  ', columns)),
    ...(reason === '' ? [] : indented(reason, '  ', columns)),
    ...(remedy === undefined ? [] : indented(`→ ${remedy}`, '  ', columns)),
    ...(finding.source === undefined
      ? []
      : indented(`${finding.source.file}:${finding.source.line}`, '  ', columns).map((part) =>
          paint('dim', part),
        )),
  ]
}

function line(finding: Finding, paint: Paint, columns: number): string {
  const { glyph } = lookOf(finding.status)
  const slice = sliceLabel(finding)
  const shown = finding.improvement
    ? formatMeasurement(finding.improvement, true)
    : finding.candidate
      ? formatMeasurement(finding.candidate)
      : ''
  const room = columns - 2 - (shown === '' ? 0 : cellsOf(shown) + 2)
  const [title = ''] = wrap(plainText(slice === '' ? finding.title : `${finding.title} [${slice}]`), room)
  return `${paint(statusStyle[finding.status], glyph)} ${pad(title, room)}${shown === '' ? '' : `  ${paint('dim', shown)}`}`.trimEnd()
}

function strips(chart: IntervalChart, paint: Paint, columns: number): Lines {
  const domain = intervalDomain(chart)
  const references = (chart.references ?? []).map(({ value }) => value)
  const rows = sortedRows(chart)
  const size = Math.min(MAX_LABEL, columns - STRIP - GAPS, widest(rows))
  return [
    ...wrap(plainText(chart.title), columns).map((part) => paint('bold', part)),
    ...rows.map((row) => {
      const style = statusStyle[row.status]
      const [label = ''] = wrap(plainText(row.label), Math.max(1, size))
      const value = formatEstimate(row.value, row.low, row.high, chart.unit)
      const fits = cellsOf(value) <= columns - size - STRIP - GAPS
      const strip = intervalStrip(domain, row, references, STRIP).replaceAll('\u00a0', ' ')
      const drawn = fits ? `${paint(style, strip)}  ${value}` : paint(style, strip.trimEnd())
      return `${paint(style, lookOf(row.status).glyph)}  ${pad(label, size)}  ${drawn}`
    }),
    ...(chart.references ?? []).flatMap(({ value, label }) =>
      indented(
        `┊ ${label} at ${formatEstimate(value, undefined, undefined, chart.unit)}`,
        '   ',
        columns,
      ).map((part) => paint('dim', part)),
    ),
  ]
}

function next(report: Report, paint: Paint, columns: number): Lines {
  if (report.next.length === 0) return []
  return [
    paint('bold', 'Next'),
    ...report.next.flatMap((step, index) => {
      const mark = `${index + 1}. `
      const [first = '', ...rest] = wrap(plainText(step), columns - mark.length)
      return [mark + first, ...rest.map((part) => ' '.repeat(mark.length) + part)]
    }),
  ]
}

function footer({ provenance, subject }: Report, paint: Paint, columns: number): Lines {
  const parts = [
    `${provenance.action} ${provenance.actionVersion}`,
    provenance.commit && `commit ${provenance.commit.slice(0, 12)}`,
    subject.modelDigest && `model ${subject.modelDigest.slice(0, 19)}`,
    subject.policy && `policy ${subject.policy.path} ${subject.policy.digest.slice(0, 19)}`,
    provenance.createdAt,
  ].filter((part) => part !== undefined && part !== '')
  return indented(parts.join(' · '), '', columns).map((part) => paint('dim', part))
}
