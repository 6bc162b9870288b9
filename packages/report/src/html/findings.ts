import type { Finding, Measurement } from '@mlops-actions/policy'
import type { Report } from '../document.ts'
import { byUrgency, countByStatus, sliceLabel } from '../format/findings.ts'
import { estimateParts, formatCount, formatLevel, formatMeasurement, formatP } from '../format/number.ts'
import { type Sides, sidesOf } from '../format/sides.ts'
import { effectOf, lookOf } from '../format/status.ts'
import { percent } from '../svg/frame.ts'
import { type Html, html } from './escape.ts'

interface Column {
  readonly head: string
  readonly number?: boolean
  readonly show: (finding: Finding) => Html | undefined
  /** What the script sorts by; the text itself when absent. */
  readonly sort?: (finding: Finding) => number | undefined
}

const columnsOf = ({ candidate, baseline }: Sides): readonly Column[] => [
  {
    head: candidate,
    number: true,
    show: (finding) => stacked(finding.candidate),
    sort: (finding) => finding.candidate?.value,
  },
  {
    head: baseline,
    number: true,
    show: (finding) => stacked(finding.baseline),
    sort: (finding) => finding.baseline?.value,
  },
  {
    head: 'Improvement',
    number: true,
    show: ({ improvement }) =>
      improvement && html`${direction(improvement.value)}${stacked(improvement, true)}`,
    sort: ({ improvement }) => improvement?.value,
  },
  { head: 'Required', show: ({ required }) => (required === undefined ? undefined : html`${required}`) },
  {
    head: 'p',
    number: true,
    show: ({ pValue, adjustedPValue }) => {
      const p = adjustedPValue ?? pValue
      if (p === undefined) return undefined
      return html`${formatP(p)}${adjustedPValue !== undefined && html` <small>adjusted</small>`}`
    },
    sort: ({ pValue, adjustedPValue }) => adjustedPValue ?? pValue,
  },
]

/** A value with its interval under it: the columns stay narrow, and the eye runs down the values. */
function stacked(measurement: Measurement | undefined, change = false): Html | undefined {
  if (measurement === undefined) return undefined
  const { value, unit, interval } = measurement
  const parts = estimateParts(value, interval?.low, interval?.high, unit, change)
  return html`${parts.point}${parts.interval !== undefined && html` <small>${parts.interval}</small>`}`
}

/** The direction in a word: a sign alone is easily missed, and an arrow alone is nothing to a screen reader. */
function direction(change: number): Html | undefined {
  if (change > 0) return html`<span class="way">▲<span class="hidden">better:</span></span> `
  if (change < 0) return html`<span class="way worse">▼<span class="hidden">worse:</span></span> `
  return undefined
}

/** Every rule judged, most urgent first, each with its evidence in a second row that the script folds. */
export function findingsSection({ findings, kind }: Pick<Report, 'findings' | 'kind'>): Html {
  if (findings.length === 0) {
    return html`<section aria-labelledby="rules"><h2 id="rules">Rules</h2><p>No rule was judged, and nothing judged is a failure, not a success.</p></section>`
  }
  const sides = sidesOf(kind)
  const used = columnsOf(sides).filter(({ show }) => findings.some((finding) => show(finding) !== undefined))
  return html`<section aria-labelledby="rules"><div class="rules-head"><h2 id="rules">Rules</h2><span id="search-place"></span></div>
${tally(findings)}
<div class="scroll"><table class="findings sortable">
<thead><tr><th scope="col">Status</th><th scope="col">Rule</th>${used.map(({ head, number }) => html`<th scope="col"${number === true && html` class="number"`}>${head}</th>`)}</tr></thead>
${byUrgency(findings).map((finding, index) => rows(finding, used, index, sides))}
</table></div></section>`
}

/** A bar of all statuses, and a box for each to show or hide its rules; the hiding is done by the style sheet alone. */
function tally(findings: readonly Finding[]): Html {
  const counts = countByStatus(findings)
  let from = 0
  const segments = counts.map(([status, count]) => {
    const left = (100 * from) / findings.length
    from += count
    return html`<rect class="${status}" x="${percent(left)}" y="0" width="${percent((100 * count) / findings.length)}" height="100%"/>`
  })
  return html`<svg class="tally" width="100%" height="8" aria-hidden="true">${segments}</svg>
<fieldset class="filters"><legend class="hidden">Show rules that are</legend>${counts.map(
    ([status, count]) =>
      html`<label class="chip ${status}"><input type="checkbox" id="show-${status}" checked> <span class="mark" aria-hidden="true">${lookOf(status).glyph}</span> ${formatCount(count)} ${lookOf(status).word}</label>`,
  )}</fieldset>
<p id="shown" class="muted" role="status"></p>`
}

function rows(finding: Finding, used: readonly Column[], index: number, sides: Sides): Html {
  const { status, title, reason } = finding
  const { glyph, word } = lookOf(status)
  const slice = sliceLabel(finding)
  return html`<tbody class="finding" data-status="${status}">
<tr><td data-sort="${index}"><span class="badge ${status}"><span aria-hidden="true">${glyph}</span> ${word}</span></td>
<th scope="row" data-sort="${title}"><span class="title">${title}</span>${slice !== '' && html` <code class="slice">${slice}</code>`}${status !== 'pass' && html`<span class="reason">${reason}</span>`}</th>
${used.map((column) => cell(column, finding))}</tr>
<tr class="more" id="finding-${index}"><td colspan="${used.length + 2}">${evidence(finding, sides)}</td></tr>
</tbody>\n`
}

function cell({ head, number, show, sort }: Column, finding: Finding): Html {
  const key = sort?.(finding)
  return html`<td${number === true && html` class="number"`} data-label="${head}"${sort !== undefined && html` data-sort="${key ?? ''}"`}>${show(finding)}</td>`
}

/** All that is known of one finding. */
function evidence(finding: Finding, sides: Sides): Html {
  const { reason, remedy, pValue, adjustedPValue, source, id, kind } = finding
  const entries: readonly (readonly [string, string | undefined])[] = [
    ['Why', reason],
    ['What to do', remedy],
    ['Effect', effectOf(finding)],
    [sides.candidate, described(finding.candidate)],
    [sides.baseline, described(finding.baseline)],
    ['Improvement', described(finding.improvement, true)],
    ['Required', finding.required],
    ['p value', pValue === undefined ? undefined : formatP(pValue)],
    ['Adjusted p', adjustedPValue === undefined ? undefined : formatP(adjustedPValue)],
    ['Policy', source && `${source.file}:${source.line}`],
    ['Rule', `${id} (${kind})`],
  ]
  return html`<dl>${entries.map(([label, value]) => (value === undefined || value === '' ? html`` : html`<div><dt>${label}</dt><dd>${value}</dd></div>`))}</dl>`
}

function described(measurement: Measurement | undefined, change = false): string | undefined {
  if (measurement === undefined) return undefined
  const { n, interval } = measurement
  const how =
    interval === undefined ? 'no interval' : `${formatLevel(interval.level)} interval, ${interval.method}`
  return `${formatMeasurement(measurement, change)}, n = ${formatCount(n)}, ${how}`
}
