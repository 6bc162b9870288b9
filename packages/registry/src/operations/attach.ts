import type { Digest } from '@mlops-actions/report'
import { type Evidence, requireSubject } from '../evidence/evidence.ts'
import type { Origin } from '../record/fields.ts'
import type { Registry } from '../registry.ts'
import { loadState } from '../state/load.ts'
import { transact } from '../store/transact.ts'
import { selectVersion } from './select.ts'
import { nextEvent, writeEvent } from './write.ts'

export interface Attachment {
  readonly model: string
  /** `3`, `v3` or a digest. */
  readonly version: string
  readonly evidence: readonly Evidence[]
  readonly origin: Origin
}

/**
 * Attaches reports to a version. They stay, whatever a promotion then decides: a failed report is history too.
 *
 * @returns the event, or undefined when all were attached before
 * @throws RegistryError `evidence-mismatch` for a report of other bytes, `unknown-version`, `busy`
 */
export async function attachEvidence(
  registry: Registry,
  attachment: Attachment,
): Promise<Digest | undefined> {
  const { result } = await transact(registry.store, registry, async (snapshot) => {
    const state = await loadState(snapshot, attachment.model)
    const version = selectVersion(state, attachment.version)
    for (const item of attachment.evidence) {
      requireSubject(item, attachment.model, version.modelDigest, `${item.kind} report`)
    }
    const missing = attachment.evidence.filter(({ digest }) => !version.evidence.includes(digest))
    if (missing.length === 0) return { kind: 'keep', result: undefined }
    const written = writeEvent(
      snapshot,
      state,
      {
        ...nextEvent(state, registry.clock.now()),
        kind: 'attach-evidence',
        origin: attachment.origin,
        version: version.version,
        modelDigest: version.modelDigest,
        evidence: [...new Set(missing.map(({ digest }) => digest))],
      },
      { evidence: missing },
    )
    return { kind: 'commit', change: written.change, result: written.event }
  })
  return result
}
