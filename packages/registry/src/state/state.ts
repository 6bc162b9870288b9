import type { Digest } from '@mlops-actions/report'
import type { Origin } from '../record/fields.ts'
import type { StagePointer } from './pointer.ts'

/** What the events say of one version. */
export interface VersionState {
  readonly version: number
  readonly modelDigest: Digest
  readonly recordDigest: Digest
  /** In the order they were attached. */
  readonly evidence: readonly Digest[]
  readonly registeredBy: Origin
  readonly registeredAt: string
  /** Why it must not be promoted, while that holds. */
  readonly quarantined?: { readonly reason: string; readonly event: Digest }
  readonly deprecated?: { readonly reason: string; readonly event: Digest }
  /** Since when it is over; nothing lifts this. */
  readonly retired?: { readonly reason: string; readonly event: Digest }
}

/** One model, folded from its events. */
export interface ModelState {
  readonly model: string
  readonly versions: ReadonlyMap<number, VersionState>
  readonly stages: ReadonlyMap<string, StagePointer>
  readonly sequence: number
  readonly lastEvent: Digest | null
}

export function emptyState(model: string): ModelState {
  return { model, versions: new Map(), stages: new Map(), sequence: 0, lastEvent: null }
}
