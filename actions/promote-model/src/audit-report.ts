import { type Finding, verdictOf } from '@mlops-actions/policy'
import type { Audit, Violation } from '@mlops-actions/registry'
import type { Provenance, Report, Subject } from '@mlops-actions/report'

export interface AuditFacts {
  readonly model: string
  readonly audit: Audit
  readonly receipts: number
  readonly place: string
  readonly subject: NonNullable<Subject['policy']>
  readonly provenance: Provenance
}

/** The audit as a report: one finding for history and one for bytes, or one for each thing that was done to them. */
export function auditReport({ model, audit, receipts, place, subject, provenance }: AuditFacts): Report {
  const findings =
    audit.violations.length > 0
      ? audit.violations.map((violation, index) => violationFinding(violation, index))
      : soundFindings(audit, receipts)
  return {
    schema: 'mlops-actions/report/v1',
    kind: 'promotion',
    verdict: verdictOf(findings),
    headline: headlineOf(audit),
    subject: { model, policy: subject, data: [] },
    findings,
    charts: [],
    facts: [
      { label: 'Registry', value: place },
      { label: 'Commits', value: String(audit.commits) },
      { label: 'Events', value: String(audit.events) },
      { label: 'Models', value: String(audit.models) },
      { label: 'Versions', value: String(audit.versions) },
      { label: 'Versions whose bytes were re-read', value: String(audit.verified) },
    ],
    next:
      audit.violations.length > 0
        ? [
            'Compare with a clone from before the first commit named, restore the branch, and restrict who may push to it.',
          ]
        : [],
    provenance,
  }
}

function headlineOf({ violations, commits, versions }: Audit): string {
  if (violations.length > 0) {
    return `the registry was tampered with: ${counted(violations.length, 'finding')} in ${counted(commits, 'commit')}`
  }
  if (commits === 0) return 'there is no history to audit'
  return `the registry's history is as it was written: ${counted(commits, 'commit')}, ${counted(versions, 'version')}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function soundFindings(audit: Audit, receipts: number): readonly Finding[] {
  if (audit.commits === 0) return [emptyFinding()]
  return [
    soundFinding('history', `${counted(audit.events, 'event')} in one unbroken chain for each model`),
    soundFinding('bytes', `of ${counted(audit.verified, 'version')} are the ones their records name`),
    ...(receipts === 0
      ? []
      : [soundFinding('receipts', `${counted(receipts, 'kept event')} found in the history`)]),
  ]
}

/** Nothing to audit proves nothing: the branch may have been deleted. */
function emptyFinding(): Finding {
  return {
    id: 'history',
    kind: 'audit',
    title: 'history is as it was written',
    status: 'error',
    outcome: 'fail',
    reason: 'there is no history',
    remedy: 'Check remote and branch. If models were registered here, the branch was deleted.',
  }
}

function soundFinding(id: string, reason: string): Finding {
  return { id, kind: 'audit', title: `${id}: as it was written`, status: 'pass', outcome: 'pass', reason }
}

function violationFinding({ kind, path, revision, reason }: Violation, index: number): Finding {
  const where = [path, revision && `commit ${revision}`].filter(Boolean).join(', ')
  return {
    id: `${kind}.${index + 1}`,
    kind: 'audit',
    title: kind.replaceAll('-', ' '),
    status: 'fail',
    outcome: 'fail',
    reason: where === '' ? reason : `${where}: ${reason}`,
  }
}
