import type { Digest } from '@mlops-actions/report'
import { type EventKind, eventDigest, type RegistryEvent } from '../event/event.ts'
import { type Misfit, misfitOf } from './misfit.ts'
import type { StagePointer } from './pointer.ts'
import type { ModelState, VersionState } from './state.ts'

/** A state that grows by one event after the other, in a time that does not depend on how many came before. */
export interface Fold {
  /** What stands now: a view that changes with the next event. */
  readonly state: ModelState
  /**
   * Takes the next event in, or says why it does not follow; then nothing has changed.
   *
   * @param digest of the event, where it is known already
   */
  add(event: RegistryEvent, digest?: Digest): Misfit | undefined
}

/** Past holders of a stage, oldest first: the end is where they grow cheaply. The state shows them newest first. */
type Held = StagePointer['previous']

interface Draft {
  readonly model: string
  readonly versions: Map<number, VersionState>
  readonly stages: Map<string, StagePointer>
  readonly past: Map<string, Held>
  sequence: number
  lastEvent: Digest | null
}

/** Starts from a state, which itself never changes. */
export function foldFrom(start: ModelState): Fold {
  const { model, sequence, lastEvent } = start
  const draft: Draft = {
    model,
    sequence,
    lastEvent,
    versions: new Map(start.versions),
    stages: new Map(start.stages),
    past: new Map([...start.stages].map(([stage, { previous }]) => [stage, previous.toReversed()])),
  }
  return {
    state: draft,
    add(event, id = eventDigest(event)) {
      const misfit = misfitOf(draft, event)
      if (misfit) return misfit
      take(draft, event, id)
      draft.sequence = event.sequence
      draft.lastEvent = id
      return undefined
    },
  }
}

export type Folded =
  | { readonly kind: 'state'; readonly state: ModelState }
  | { readonly kind: 'misfit'; readonly misfit: Misfit }

/**
 * The state after one more event. Total: an event that does not follow from the state is a value, because it comes from
 * a branch others can push to, and both readers (who refuse) and the audit (which names it) need the reason.
 */
export function applyEvent(state: ModelState, event: RegistryEvent): Folded {
  const fold = foldFrom(state)
  const misfit = fold.add(event)
  return misfit ? { kind: 'misfit', misfit } : { kind: 'state', state: fold.state }
}

function take(draft: Draft, event: RegistryEvent, id: Digest): void {
  const { version } = event
  switch (event.kind) {
    case 'register':
      draft.versions.set(version, {
        version,
        modelDigest: event.modelDigest,
        recordDigest: event.recordDigest,
        evidence: event.evidence,
        registeredBy: event.origin,
        registeredAt: event.at,
      })
      return
    case 'attach-evidence': {
      const current = draft.versions.get(version)!
      const added = event.evidence.filter((digest) => !current.evidence.includes(digest))
      draft.versions.set(version, { ...current, evidence: [...current.evidence, ...added] })
      return
    }
    case 'promote':
      if (event.override) lift(draft, version)
      move(draft, event, id)
      return
    case 'rollback':
      quarantine(draft, event.from.version, event.reason, id)
      move(draft, event, id)
      return
    case 'quarantine':
      quarantine(draft, version, event.reason, id)
      return
    case 'deprecate':
    case 'retire': {
      const mark = event.kind === 'retire' ? 'retired' : 'deprecated'
      draft.versions.set(version, {
        ...draft.versions.get(version)!,
        [mark]: { reason: event.reason, event: id },
      })
    }
  }
}

function quarantine({ versions }: Draft, version: number, reason: string, event: Digest): void {
  versions.set(version, { ...versions.get(version)!, quarantined: { reason, event } })
}

function lift({ versions }: Draft, version: number): void {
  const { quarantined: _, ...rest } = versions.get(version)!
  versions.set(version, rest)
}

function move(
  { stages, past }: Draft,
  event: Extract<RegistryEvent, { readonly kind: Extract<EventKind, 'promote' | 'rollback'> }>,
  id: Digest,
): void {
  const { version, modelDigest, stage, at, model } = event
  const old = stages.get(stage)
  const held = past.get(stage) ?? []
  if (old) {
    const { version, modelDigest, since, event } = old
    held.push({ version, modelDigest, since, until: at, event })
  }
  past.set(stage, held)
  const [schema, count] = ['mlops-actions/stage/v1', held.length] as const
  let newestFirst: Held | undefined
  stages.set(stage, {
    schema,
    model,
    stage,
    version,
    modelDigest,
    since: at,
    event: id,
    // Turned round when somebody looks: thousands of moves would otherwise each copy all that came before.
    get previous() {
      return (newestFirst ??= held.slice(0, count).reverse())
    },
  })
}
