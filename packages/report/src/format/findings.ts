import type { Finding, Outcome, Status } from '@mlops-actions/policy'
import { formatCount } from './number.ts'
import { lookOf, STATUSES } from './status.ts'

/** Whether a reader must look at it: anything that is neither a pass nor a waiver the policy accepts. */
export function needsAttention({ status, outcome }: Finding): boolean {
  return outcome !== 'pass' || (status !== 'pass' && status !== 'waived')
}

const weight: Readonly<Record<Outcome, number>> = { fail: 0, warn: 1, pass: 2 }

/** Most urgent first: by outcome, then by status; equals keep the policy's order. */
export function byUrgency(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      weight[a.outcome] - weight[b.outcome] || STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status),
  )
}

/** How many findings have each status, most urgent first, without the empty ones. */
export function countByStatus(findings: readonly Finding[]): readonly (readonly [Status, number])[] {
  const counts = new Map<Status, number>()
  for (const { status } of findings) counts.set(status, (counts.get(status) ?? 0) + 1)
  return STATUSES.flatMap((status) => {
    const count = counts.get(status)
    return count === undefined ? [] : [[status, count] as const]
  })
}

/** `41 of 47 rules pass · 2 fail · 3 inconclusive`; no rules is said, since it is no success. */
export function countsLine(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no rule was judged'
  const counts = countByStatus(findings)
  const passing = counts.find(([status]) => status === 'pass')?.[1] ?? 0
  const rest = counts
    .filter(([status]) => status !== 'pass')
    .map(([status, count]) => `${formatCount(count)} ${lookOf(status).many}`)
  return [`${formatCount(passing)} of ${formatCount(findings.length)} rules pass`, ...rest].join(' · ')
}

/** Findings of one family of rule after another, in order of first appearance. */
export function byKind(findings: readonly Finding[]): readonly (readonly [string, readonly Finding[]])[] {
  const families = new Map<string, Finding[]>()
  for (const finding of findings) {
    const family = families.get(finding.kind)
    if (family) family.push(finding)
    else families.set(finding.kind, [finding])
  }
  return [...families]
}

/** `origin=ORD, cabin=economy`, keys sorted; empty for the whole of the data. */
export function sliceLabel({ slice }: Pick<Finding, 'slice'>): string {
  return Object.entries(slice ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')
}
