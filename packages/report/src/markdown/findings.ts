import type { Finding, Measurement } from '@mlops-actions/policy'
import type { Report } from '../document.ts'
import { byKind, byUrgency, countsLine, needsAttention, sliceLabel } from '../format/findings.ts'
import { estimateParts, formatCount, formatP } from '../format/number.ts'
import { type Sides, sidesOf } from '../format/sides.ts'
import { effectOf, lookOf } from '../format/status.ts'
import { byteLength, plural } from '../format/text.ts'
import { code, md } from './escape.ts'
import { type Section, fittingLines } from './section.ts'
import { type Column, tableHead, tableRow, usedColumns } from './table.ts'

type Judged = Pick<Report, 'findings' | 'kind'>

/** More rows than this are a wall, not a message; all of them stand below, folded. */
const MAX_ATTENTION_ROWS = 15

const verdict: Column<Finding> = {
  head: 'Verdict',
  cell: (finding) => {
    const { mark, word } = lookOf(finding.status)
    const effect = effectOf(finding)
    return `${mark}&nbsp;${word}${effect === undefined ? '' : `<br><sub>${effect}</sub>`}`
  },
}

const rule: Column<Finding> = {
  head: 'Rule',
  cell: (finding) => {
    const slice = sliceLabel(finding)
    return md(finding.title) + (slice === '' ? '' : `<br>${code(slice)}`)
  },
}

const ruleWithReason: Column<Finding> = {
  head: 'Rule',
  cell: (finding) => {
    const slice = sliceLabel(finding)
    const reason = finding.reason === '' ? '' : `<br><sub>${md(finding.reason)}</sub>`
    return `<b>${md(finding.title)}</b>${slice === '' ? '' : ` ${code(slice)}`}${reason}`
  },
}

const numbers = ({ candidate, baseline }: Sides): readonly Column<Finding>[] => [
  { head: candidate, right: true, cell: (finding) => value(finding.candidate) },
  { head: baseline, right: true, cell: (finding) => value(finding.baseline) },
  { head: 'Improvement', right: true, cell: ({ improvement }) => change(improvement) },
  { head: 'Required', cell: ({ required }) => bound(required) },
]

const evidence: readonly Column<Finding>[] = [
  {
    head: 'p',
    right: true,
    cell: ({ pValue, adjustedPValue }) => {
      const shown = adjustedPValue ?? pValue
      if (shown === undefined) return ''
      return md(formatP(shown)) + (adjustedPValue === undefined ? '' : '<br><sub>adjusted</sub>')
    },
  },
  { head: 'n', right: true, cell: ({ candidate }) => (candidate ? formatCount(candidate.n) : '') },
]

/** A value with its interval under it, neither ever broken over lines. */
function value(measurement: Measurement | undefined, change = false): string {
  if (measurement === undefined) return ''
  const { value, unit, interval } = measurement
  const parts = estimateParts(value, interval?.low, interval?.high, unit, change)
  return (
    md(parts.point) + (parts.interval === undefined ? '' : `<br><sub>${unbroken(md(parts.interval))}</sub>`)
  )
}

/** A change with its direction in a word too: an arrow or a sign alone is nothing to a screen reader. */
function change(improvement: Measurement | undefined): string {
  if (improvement === undefined) return ''
  const { value: by } = improvement
  const direction = by > 0 ? '▲ better' : by < 0 ? '▼ worse' : by === 0 ? 'equal' : ''
  return value(improvement, true) + (direction === '' ? '' : `<br><sub>${unbroken(direction)}</sub>`)
}

function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** A bound this short is not broken over lines. */
const SHORT_BOUND = 20

function bound(required: string | undefined): string {
  if (required === undefined) return ''
  return code(required.length <= SHORT_BOUND ? unbroken(required) : required)
}

/** Only the rules a reader must look at, most urgent first: with reasons, or without, or only how many. */
export function attentionSection({ findings, kind }: Judged): Section {
  const urgent = byUrgency(findings.filter(needsAttention))
  return (budget) => {
    if (urgent.length === 0) return { text: '' }
    for (const first of [ruleWithReason, rule]) {
      const shown = urgent.slice(0, MAX_ATTENTION_ROWS)
      const columns = usedColumns([first, ...numbers(sidesOf(kind)), verdict], shown)
      const { text, shown: count } = fittingLines(
        tableHead(columns),
        shown.map((finding) => tableRow(columns, finding)),
        (left) => (left === 0 ? '\n' : `\n…and ${plural(left, 'more rule')} to look at.\n\n`),
        budget,
        urgent.length,
      )
      const short = first === rule ? 'reasons' : undefined
      if (count === shown.length || (first === rule && count > 0)) {
        const missing = shown.length - count
        const omitted = [short, missing > 0 ? `${plural(missing, 'rule')} to look at` : undefined]
          .filter((part) => part !== undefined)
          .join(' and ')
        return omitted === '' ? { text } : { text, omitted }
      }
    }
    return { text: '', omitted: `the table of ${plural(urgent.length, 'rule')} to look at` }
  }
}

/** Every rule judged, folded, one table a family of rule, in the policy's order. */
export function allFindingsSection({ findings, kind }: Judged): Section {
  return (budget) => {
    if (findings.length === 0) return { text: '' }
    const head = `<details><summary>All ${plural(findings.length, 'rule')}</summary>\n\n`
    const foot = '</details>\n\n'
    let room = budget - byteLength(head + foot)
    let shown = 0
    let tables = ''
    for (const [family, members] of byKind(findings)) {
      const columns = usedColumns([verdict, rule, ...numbers(sidesOf(kind)), ...evidence], members)
      const fitted = fittingLines(
        `${code(family)} ${countsLine(members)}\n\n${tableHead(columns)}`,
        rows(columns, members),
        (left) => (left === 0 ? '\n' : `\n…and ${plural(left, 'more rule')}.\n\n`),
        room,
        members.length,
      )
      tables += fitted.text
      room -= byteLength(fitted.text)
      shown += fitted.shown
    }
    const left = findings.length - shown
    const omitted = `${formatCount(left)} of ${plural(findings.length, 'rule')} in the list of all rules`
    if (shown === 0) return { text: '', omitted }
    const text = head + tables + foot
    return left === 0 ? { text } : { text, omitted }
  }
}

/** Lazily, so that a budget for a hundred rows never renders ten thousand. */
function* rows(columns: readonly Column<Finding>[], family: readonly Finding[]): Generator<string> {
  for (const finding of family) yield tableRow(columns, finding)
}
