import type { Digest } from '@mlops-actions/report'
import type { Expectation } from '../promotion/expectation.ts'
import type { Origin } from '../record/fields.ts'
import type { Registry } from '../registry.ts'
import { decideRollback } from '../rollback/rollback.ts'
import { loadState } from '../state/load.ts'
import { transact } from '../store/transact.ts'
import { type StageMove, verifier } from './promote.ts'
import { requireModel, selectVersion } from './select.ts'
import { nextEvent, writeEvent } from './write.ts'

export interface Rollback {
  readonly model: string
  readonly stage: string
  /** Where to go back to; absent for the newest good version the stage held. */
  readonly version?: string
  readonly expect?: Expectation
  readonly reason: string
  readonly policyDigest: Digest
  readonly origin: Origin
}

/**
 * Takes a stage back to the newest good version it held, and quarantines the one taken away, in one commit. Give `expect`
 * where a machine decides: a late rollback must not undo a newer promotion.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`, `registry-corrupt`, `busy`, `git-failed`
 */
export async function rollBack(registry: Registry, rollback: Rollback): Promise<StageMove> {
  const verify = verifier(registry, rollback.model)
  const { result, revision, tries } = await transact<Omit<StageMove, 'revision' | 'tries'>>(
    registry.store,
    registry,
    async (snapshot) => {
      const state = await loadState(snapshot, rollback.model)
      requireModel(state)
      const pointer = state.stages.get(rollback.stage)
      const { findings, target } = await decideRollback({
        state,
        stage: rollback.stage,
        to: rollback.version === undefined ? undefined : selectVersion(state, rollback.version),
        expect: rollback.expect,
        verify: (version) => verify(snapshot, version),
      })
      const held = pointer && { version: pointer.version, modelDigest: pointer.modelDigest }
      const asked = target && { version: target.version, modelDigest: target.modelDigest }
      const base = { findings, stage: rollback.stage, asked }
      if (!asked || !held) {
        return {
          kind: 'keep',
          result: { ...base, kind: 'refused', current: held, previous: undefined, event: pointer?.event },
        }
      }
      const written = writeEvent(snapshot, state, {
        ...nextEvent(state, registry.clock.now()),
        ...asked,
        kind: 'rollback',
        origin: rollback.origin,
        stage: rollback.stage,
        from: held,
        policyDigest: rollback.policyDigest,
        reason: rollback.reason,
      })
      return {
        kind: 'commit',
        change: written.change,
        result: { ...base, kind: 'moved', current: asked, previous: held, event: written.event },
      }
    },
  )
  return { ...result, revision, tries }
}
