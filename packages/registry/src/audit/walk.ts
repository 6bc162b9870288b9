import type { Digest } from '@mlops-actions/report'
import type { RegistryEvent } from '../event/event.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { MANIFEST, parsePath, type RegistryPath } from '../paths.ts'
import type { VersionRecord } from '../record/record.ts'
import type { Fold } from '../state/fold.ts'
import type { Commit, PathChange } from '../store/store.ts'
import { checkEvents } from './events.ts'
import { checkEvidence } from './evidence.ts'
import { checkPointers } from './pointers.ts'
import { checkRecords } from './records.ts'
import type { Violation, ViolationKind } from './violation.ts'

/** What the audit knows after the commits it has read. */
export interface Ledger {
  readonly models: Map<string, Fold>
  /** Models whose chain is broken: named once, then left alone, because nothing after the break can be judged. */
  readonly broken: Set<string>
  readonly records: Map<string, VersionRecord>
  readonly evidence: Map<Digest, Omit<Evidence, 'bytes'>>
  readonly pointers: Map<string, string>
  readonly receipts: Set<Digest>
  commits: number
  events: number
}

export function newLedger(): Ledger {
  return {
    models: new Map(),
    broken: new Set(),
    records: new Map(),
    evidence: new Map(),
    pointers: new Map(),
    receipts: new Set(),
    commits: 0,
    events: 0,
  }
}

/** A change whose path the registry knows, with content. */
export interface Known {
  readonly change: PathChange & { readonly content: Uint8Array }
  readonly at: RegistryPath
}

export type Report = (kind: ViolationKind, path: string, reason: string) => void

/** Reads one commit into the ledger. Total: everything wrong is returned, nothing thrown. */
export function auditCommit(ledger: Ledger, commit: Commit): readonly Violation[] {
  const violations: Violation[] = []
  const report: Report = (kind, path, reason) =>
    void violations.push({ kind, revision: commit.revision, path, reason })
  ledger.commits++
  if (commit.parents.length > 1) report('merge', '', 'the registry never merges')
  const known = commit.changes.flatMap((change) => admit(change, report))
  const evidence = checkEvidence(ledger, known, report)
  const events = checkEvents(ledger, known, report)
  checkCitations(ledger, events, evidence, report)
  checkRecords(ledger, known, events, report)
  checkPointers(ledger, known, events, report)
  return violations
}

/** Only-add for everything but the stage pointers, which are views. */
function admit(change: PathChange, report: Report): readonly Known[] {
  const { path, kind, content } = change
  const at = parsePath(path)
  if (!at) report('unknown-path', path, 'the registry writes no such file')
  else if (kind === 'deleted') report('deleted', path, 'history is only ever added to')
  else if (!content) report('not-a-file', path, 'not a plain file of a size the registry writes')
  else if (kind === 'modified' && at.kind !== 'stage') {
    report('rewritten', path, `a ${at.kind} is written once`)
  } else if (at.kind === 'manifest' && !Buffer.from(MANIFEST).equals(content)) {
    report('manifest-forged', path, 'is not what the registry writes there')
  } else return [{ change: { ...change, content }, at }]
  return []
}

/** Reports and events name each other: a report comes in with the event that cites it, about the same bytes. */
function checkCitations(
  ledger: Ledger,
  events: readonly { readonly path: string; readonly event: RegistryEvent }[],
  added: ReadonlyMap<Digest, string>,
  report: Report,
): void {
  const cited = new Set<Digest>()
  for (const { path, event } of events) {
    if (!('evidence' in event)) continue
    for (const digest of event.evidence) {
      cited.add(digest)
      const evidence = ledger.evidence.get(digest)
      const attached = ledger.models.get(event.model)?.state.versions.get(event.version)?.evidence ?? []
      if (!evidence) report('evidence-uncited', path, `cites ${digest}, which is not in the registry`)
      else if (evidence.model !== event.model || evidence.modelDigest !== event.modelDigest) {
        report('evidence-mismatch', path, `cites ${digest}, which speaks of other bytes`)
      } else if (event.kind === 'promote' && !attached.includes(digest)) {
        report('evidence-uncited', path, `rests on ${digest}, which was never attached to the version`)
      }
    }
  }
  for (const [digest, path] of added) {
    if (!cited.has(digest)) report('evidence-uncited', path, 'came in without an event that cites it')
  }
}
