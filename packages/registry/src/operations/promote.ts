import type { Finding, StageSpec } from '@mlops-actions/policy'
import type { Digest } from '@mlops-actions/report'
import { verifyBytes } from '../bytes/verify.ts'
import type { VersionRef } from '../event/event.ts'
import type { Expectation } from '../promotion/expectation.ts'
import { decidePromotion } from '../promotion/promotion.ts'
import type { Origin } from '../record/fields.ts'
import type { Registry } from '../registry.ts'
import { loadEvidence, loadRecord, loadState } from '../state/load.ts'
import type { VersionState } from '../state/state.ts'
import type { Snapshot } from '../store/store.ts'
import { type Decision, transact } from '../store/transact.ts'
import { selectVersion } from './select.ts'
import { nextEvent, writeEvent } from './write.ts'

export interface Promotion {
  readonly model: string
  /** `3`, `v3` or a digest. */
  readonly version: string
  readonly stage: StageSpec
  readonly policyDigest: Digest
  readonly expect?: Expectation
  readonly reason?: string
  /** Let a quarantined version through; takes a reason. */
  readonly override?: boolean
  readonly origin: Origin
}

/** What a promotion or a rollback came to. `refused` changed nothing. */
export interface StageMove {
  readonly kind: 'moved' | 'unchanged' | 'refused'
  readonly findings: readonly Finding[]
  readonly stage: string
  /** The version the decision was about; undefined for a rollback that found none to go back to. */
  readonly asked: VersionRef | undefined
  /** What the stage holds now; undefined when it holds nothing. */
  readonly current: VersionRef | undefined
  /** What it held before that; undefined for nothing, and when refused. */
  readonly previous: VersionRef | undefined
  /** The event that put `current` there. */
  readonly event: Digest | undefined
  readonly revision: string | null
  readonly tries: number
}

/**
 * Moves a version to a stage if every rule of the stage allows it, by compare-and-swap: when somebody else was first, all
 * rules are judged again on what they left.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`, `registry-corrupt`, `busy`, `git-failed`
 */
export async function promoteVersion(registry: Registry, promotion: Promotion): Promise<StageMove> {
  const verify = verifier(registry, promotion.model)
  const { result, revision, tries } = await transact(registry.store, registry, (snapshot) =>
    decide(registry, promotion, snapshot, verify),
  )
  return { ...result, revision, tries }
}

type Result = Omit<StageMove, 'revision' | 'tries'>
type Verify = (snapshot: Snapshot, version: VersionState) => Promise<string | undefined>

/** Re-reads the bytes of a version; once an operation, however many races are lost. */
export function verifier(registry: Registry, model: string): Verify {
  const known = new Map<Digest, Promise<string | undefined>>()
  return async (snapshot, version) => {
    const record = await loadRecord(snapshot, model, version)
    const problem = known.get(version.recordDigest) ?? verifyBytes(registry.bytes, record)
    known.set(version.recordDigest, problem)
    return problem
  }
}

async function decide(
  { clock }: Registry,
  promotion: Promotion,
  snapshot: Snapshot,
  verify: Verify,
): Promise<Decision<Result>> {
  const { stage, origin, policyDigest, reason, override = false } = promotion
  const state = await loadState(snapshot, promotion.model)
  const version = selectVersion(state, promotion.version)
  const pointer = state.stages.get(stage.name)
  const now = clock.now()
  const decision = decidePromotion({
    state,
    version,
    evidence: await loadEvidence(snapshot, version),
    stage,
    policyDigest,
    actor: origin.actor,
    expect: promotion.expect,
    override,
    reason,
    bytesProblem: await verify(snapshot, version),
    now,
  })
  const held = pointer && { version: pointer.version, modelDigest: pointer.modelDigest }
  const asked = { version: version.version, modelDigest: version.modelDigest }
  const base = { findings: decision.findings, stage: stage.name, asked, current: held }
  if (!decision.allowed) {
    return { kind: 'keep', result: { ...base, kind: 'refused', previous: undefined, event: pointer?.event } }
  }
  if (decision.held) {
    const [before] = pointer!.previous
    const previous = before && { version: before.version, modelDigest: before.modelDigest }
    return { kind: 'keep', result: { ...base, kind: 'unchanged', previous, event: pointer!.event } }
  }
  const written = writeEvent(snapshot, state, {
    ...nextEvent(state, now),
    ...asked,
    kind: 'promote',
    origin,
    stage: stage.name,
    from: held ?? null,
    evidence: [...decision.evidence],
    policyDigest,
    ...(reason === undefined ? {} : { reason }),
    ...(override && version.quarantined ? { override: true } : {}),
  })
  return {
    kind: 'commit',
    change: written.change,
    result: { ...base, kind: 'moved', current: asked, previous: held, event: written.event },
  }
}
