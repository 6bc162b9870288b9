import type { Digest } from '@mlops-actions/report'
import { type EventKind, eventDigest, type RegistryEvent, type VersionRef } from '../event/event.ts'
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

/** An event that cannot follow the ones before it; the reason names what does not fit. */
export interface Misfit {
  readonly kind: 'chain' | 'sequence' | 'version' | 'digest' | 'pointer' | 'quarantine'
  readonly reason: string
}

export type Folded =
  | { readonly kind: 'state'; readonly state: ModelState }
  | { readonly kind: 'misfit'; readonly misfit: Misfit }

/**
 * The state after one more event. Total: an event that does not follow from the state is a value, because it comes from
 * a branch others can push to, and both readers (who refuse) and the audit (which names it) need the reason.
 */
export function applyEvent(state: ModelState, event: RegistryEvent): Folded {
  const misfit = chainMisfit(state, event) ?? versionMisfit(state, event) ?? pointerMisfit(state, event)
  if (misfit) return { kind: 'misfit', misfit }
  const id = eventDigest(event)
  const next = { ...state, sequence: event.sequence, lastEvent: id }
  const { version } = event
  switch (event.kind) {
    case 'register':
      return folded(
        withVersion(next, {
          version,
          modelDigest: event.modelDigest,
          recordDigest: event.recordDigest,
          evidence: event.evidence,
          registeredBy: event.origin,
          registeredAt: event.at,
        }),
      )
    case 'attach-evidence': {
      const current = state.versions.get(version)!
      const added = event.evidence.filter((digest) => !current.evidence.includes(digest))
      return folded(withVersion(next, { ...current, evidence: [...current.evidence, ...added] }))
    }
    case 'promote':
      return folded(withPointer(event.override ? lifted(next, version) : next, event, id))
    case 'rollback':
      return folded(withPointer(quarantined(next, event.from.version, event.reason, id), event, id))
    case 'quarantine':
      return folded(quarantined(next, version, event.reason, id))
  }
}

function folded(state: ModelState): Folded {
  return { kind: 'state', state }
}

function chainMisfit(state: ModelState, event: RegistryEvent): Misfit | undefined {
  if (event.sequence !== state.sequence + 1) {
    return { kind: 'sequence', reason: `event ${event.sequence} follows event ${state.sequence}` }
  }
  if (event.previousEvent !== state.lastEvent) {
    return {
      kind: 'chain',
      reason: `event ${event.sequence} does not cite the digest of the event before it`,
    }
  }
  return undefined
}

function versionMisfit(state: ModelState, event: RegistryEvent): Misfit | undefined {
  if (event.kind === 'register') {
    return event.version === state.versions.size + 1
      ? undefined
      : { kind: 'version', reason: `version ${event.version} was registered after ${state.versions.size}` }
  }
  return refMisfit(state, event) ?? (event.kind === 'rollback' ? refMisfit(state, event.from) : undefined)
}

function refMisfit(state: ModelState, ref: VersionRef): Misfit | undefined {
  const known = state.versions.get(ref.version)
  if (!known) return { kind: 'version', reason: `version ${ref.version} was never registered` }
  if (known.modelDigest !== ref.modelDigest) {
    return { kind: 'digest', reason: `version ${ref.version} is cited with the digest of other bytes` }
  }
  return undefined
}

function pointerMisfit(state: ModelState, event: RegistryEvent): Misfit | undefined {
  if (event.kind !== 'promote' && event.kind !== 'rollback') return undefined
  const held = state.stages.get(event.stage)?.version ?? null
  if ((event.from?.version ?? null) !== held) {
    return {
      kind: 'pointer',
      reason: `${event.stage} held ${held ?? 'nothing'}, the event says ${event.from?.version ?? 'nothing'}`,
    }
  }
  const overridden = event.kind === 'promote' && event.override === true && event.reason !== undefined
  if (state.versions.get(event.version)?.quarantined && !overridden) {
    return { kind: 'quarantine', reason: `quarantined version ${event.version} was moved to ${event.stage}` }
  }
  return undefined
}

function withVersion(state: ModelState, version: VersionState): ModelState {
  return { ...state, versions: new Map(state.versions).set(version.version, version) }
}

function quarantined(state: ModelState, version: number, reason: string, event: Digest): ModelState {
  return withVersion(state, { ...state.versions.get(version)!, quarantined: { reason, event } })
}

function lifted(state: ModelState, version: number): ModelState {
  const { quarantined: _, ...rest } = state.versions.get(version)!
  return withVersion(state, rest)
}

function withPointer(
  state: ModelState,
  event: Extract<RegistryEvent, { readonly kind: Extract<EventKind, 'promote' | 'rollback'> }>,
  id: Digest,
): ModelState {
  const old = state.stages.get(event.stage)
  const { version, modelDigest, stage, at, model } = event
  const pointer: StagePointer = {
    schema: 'mlops-actions/stage/v1',
    model,
    stage,
    version,
    modelDigest,
    since: at,
    event: id,
    previous: old
      ? [
          {
            version: old.version,
            modelDigest: old.modelDigest,
            since: old.since,
            until: at,
            event: old.event,
          },
          ...old.previous,
        ]
      : [],
  }
  return { ...state, stages: new Map(state.stages).set(stage, pointer) }
}
