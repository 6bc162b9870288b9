import type { Digest } from '@mlops-actions/report'
import { RegistryError } from '../error.ts'
import type { Origin } from '../record/fields.ts'
import type { Registry } from '../registry.ts'
import { loadState } from '../state/load.ts'
import { transact } from '../store/transact.ts'
import { selectVersion } from './select.ts'
import { nextEvent, writeEvent } from './write.ts'

export interface Ending {
  readonly model: string
  /** `3`, `v3` or a digest. */
  readonly version: string
  readonly kind: 'deprecate' | 'retire'
  readonly reason: string
  readonly origin: Origin
}

/**
 * Deprecates a version (it may still serve, promoting it warns) or retires it (no stage may ever hold it again, its bytes
 * may be removed). What a stage holds cannot be retired. Repeating it changes nothing.
 *
 * @returns the event, or undefined when it was so already
 * @throws RegistryError `unknown-version`, `version-in-use`, `busy`, `git-failed`
 */
export async function endVersion(registry: Registry, ending: Ending): Promise<Digest | undefined> {
  const { result } = await transact(registry.store, registry, async (snapshot) => {
    const state = await loadState(snapshot, ending.model)
    const version = selectVersion(state, ending.version)
    if (ending.kind === 'retire' ? version.retired : version.deprecated)
      return { kind: 'keep', result: undefined }
    const holding = [...state.stages.values()].filter((pointer) => pointer.version === version.version)
    if (ending.kind === 'retire' && holding.length > 0) {
      throw new RegistryError(
        'version-in-use',
        `version ${version.version} of ${ending.model} is in ${holding.map(({ stage }) => stage).join(', ')}`,
        { remedy: 'Promote another version there first, or roll back.' },
      )
    }
    const written = writeEvent(snapshot, state, {
      ...nextEvent(state, registry.clock.now()),
      kind: ending.kind,
      origin: ending.origin,
      version: version.version,
      modelDigest: version.modelDigest,
      reason: ending.reason,
    })
    return { kind: 'commit', change: written.change, result: written.event }
  })
  return result
}
