import type { Misfit } from '../state/misfit.ts'

/** One thing in the history that the registry would not have done. */
export interface Violation {
  readonly kind: ViolationKind
  /** The commit that did it; null for what is found at the end (bytes, receipts). */
  readonly revision: string | null
  readonly path: string
  readonly reason: string
}

export type ViolationKind =
  /** Two parents: somebody merged into the registry's branch. */
  | 'merge'
  /** A path the registry never writes. */
  | 'unknown-path'
  /** A file of the history is gone. */
  | 'deleted'
  /** A file that is written once was written again. */
  | 'rewritten'
  /** registry.json is not the one the first write makes. */
  | 'manifest-forged'
  /** A link, an executable, a submodule, or far too large. */
  | 'not-a-file'
  /** A commit without exactly one event. */
  | 'not-one-event'
  | 'invalid-event'
  /** An event that does not follow from those before it. */
  | `event-${Misfit['kind']}`
  | 'invalid-record'
  /** A record without its register event, or another one than the event cites. */
  | 'record-mismatch'
  /** A stage pointer that does not follow from the events. */
  | 'pointer-mismatch'
  /** A report whose content is not what its name says. */
  | 'evidence-forged'
  | 'evidence-invalid'
  /** A report that speaks of other bytes than the version it is attached to. */
  | 'evidence-mismatch'
  /** An event cites a report that is not there, or a report came in without an event. */
  | 'evidence-uncited'
  /** An event somebody holds a receipt of is not in the history: it was replaced as a whole. */
  | 'receipt-missing'
  /** Stored bytes are gone or are not the registered ones. */
  | 'bytes'

/** At most this many are kept: one forced push can violate everything at once. */
export const MAX_VIOLATIONS = 200
