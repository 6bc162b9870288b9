import type { RegistryEvent, VersionRef } from '../event/event.ts'
import type { ModelState } from './state.ts'

/** An event that cannot follow the ones before it; the reason names what does not fit. */
export interface Misfit {
  readonly kind: 'chain' | 'sequence' | 'version' | 'digest' | 'pointer' | 'quarantine' | 'retired'
  readonly reason: string
}

/** What is wrong with an event as the next one after `state`; undefined when it follows. */
export function misfitOf(state: ModelState, event: RegistryEvent): Misfit | undefined {
  return (
    chainMisfit(state, event) ??
    versionMisfit(state, event) ??
    retiredMisfit(state, event) ??
    pointerMisfit(state, event)
  )
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

/** Retired is for good, and what serves cannot be retired. */
function retiredMisfit(state: ModelState, event: RegistryEvent): Misfit | undefined {
  const { version } = event
  if (event.kind === 'promote' || event.kind === 'rollback') {
    return state.versions.get(version)?.retired
      ? { kind: 'retired', reason: `retired version ${version} was moved to ${event.stage}` }
      : undefined
  }
  if (event.kind !== 'retire') return undefined
  const holding = [...state.stages.values()].find((pointer) => pointer.version === version)
  return (
    holding && { kind: 'retired', reason: `version ${version} was retired while ${holding.stage} held it` }
  )
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
