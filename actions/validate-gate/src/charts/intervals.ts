import { type Finding, verdictOf } from '@mlops-actions/policy'
import type { Chart, IntervalChart } from '@mlops-actions/report'

type Row = IntervalChart['rows'][number]

/** The metrics that were held to a bound: one chart a bound, as each bound is a line of its own. */
export function boundCharts(findings: readonly Finding[]): readonly Chart[] {
  const groups = grouped(findings.filter(({ kind, candidate }) => kind === 'threshold' && candidate))
  return worstFirst([...groups.values()]).map((group): IntervalChart => {
    const [first] = group as [Finding, ...Finding[]]
    return {
      kind: 'intervals',
      title: titleOf(first),
      caption: levelCaption(group.map(({ candidate }) => candidate?.interval?.level)),
      references: boundsIn(first.required ?? ''),
      rows: group.map((finding) => row(finding, finding.candidate!)),
    }
  })
}

/** How much better or worse than the baseline: one chart a rule, its slices as rows, the margin as the line to stay right of. */
export function improvementCharts(findings: readonly Finding[]): readonly Chart[] {
  const groups = grouped(findings.filter(({ improvement }) => improvement))
  return worstFirst([...groups.values()]).map((group): IntervalChart => {
    const [first] = group as [Finding, ...Finding[]]
    const margin = Number(/^margin (.+)$/.exec(first.required ?? '')?.[1])
    const line = Number.isFinite(margin) && margin > 0 ? [{ value: -margin, label: `margin ${margin}` }] : []
    return {
      kind: 'intervals',
      title: titleOf(first),
      caption: `Improvement over the baseline: right of zero is better. ${levelCaption(group.map(({ improvement }) => improvement?.interval?.level))}`,
      references: [{ value: 0, label: 'no change' }, ...line],
      rows: group.map((finding) => row(finding, finding.improvement!)),
    }
  })
}

/** Findings of one rule, in order: the same title but for the slice. */
function grouped(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const columns = Object.keys(finding.slice ?? {}).join(', ')
    const key = `${ruleOf(finding)}\0${columns}`
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  return groups
}

/** A comment shows the first picture unfolded: it is the one that explains the verdict. */
function worstFirst(groups: readonly (readonly Finding[])[]): readonly (readonly Finding[])[] {
  const order = { fail: 0, warn: 1, pass: 2 } as const
  return groups.toSorted((a, b) => order[verdictOf(a)] - order[verdictOf(b)])
}

function ruleOf({ id, slice }: Finding): string {
  return slice ? id.slice(0, id.indexOf('[')) : id
}

function titleOf({ title, slice }: Finding): string {
  if (!slice) return title
  return `${title}, by ${Object.keys(slice).join(' and ')}`
}

function row({ id, slice, status }: Finding, measurement: NonNullable<Finding['candidate']>): Row {
  const { value, n, interval } = measurement
  return {
    label: slice ? Object.values(slice).join(', ') : id,
    value,
    ...(interval ? { low: interval.low, high: interval.high } : {}),
    status,
    note: `n = ${n.toLocaleString('en')}`,
  }
}

function boundsIn(required: string): readonly { readonly value: number; readonly label: string }[] {
  return required.split(' and ').flatMap((part) => {
    const value = Number(part.replace(/^[<>]= /, ''))
    return Number.isFinite(value) ? [{ value, label: part }] : []
  })
}

/** Corrected intervals of one chart may have different levels; the reader is told the range. */
function levelCaption(levels: readonly (number | undefined)[]): string {
  const known = levels.filter((level) => level !== undefined)
  if (known.length === 0) return 'No interval could be made.'
  const [least, most] = [Math.min(...known), Math.max(...known)].map(
    (level) => `${(level * 100).toFixed(1)} %`,
  )
  return least === most
    ? `Intervals at ${least}.`
    : `Intervals at ${least} to ${most}, corrected for the family of rules.`
}
