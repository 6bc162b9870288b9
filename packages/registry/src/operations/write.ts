import type { Digest } from '@mlops-actions/report'
import { canonicalJson } from '../canonical/json.ts'
import { eventDigest, registryEvent, type RegistryEvent } from '../event/event.ts'
import { RegistryError } from '../error.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { evidencePath, eventPath, MANIFEST, MANIFEST_PATH, stagePath } from '../paths.ts'
import { pointerText } from '../state/pointer.ts'
import { applyEvent } from '../state/fold.ts'
import type { ModelState } from '../state/state.ts'
import type { Change, Snapshot } from '../store/store.ts'

export interface Written {
  readonly change: Change
  readonly state: ModelState
  readonly event: Digest
}

/**
 * One event as one commit: the event, the stage pointer it moves, the evidence it cites, and what else the operation
 * writes. Folding it here, before it is written, means that the registry never writes what it would refuse to read.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-event`
 */
export function writeEvent(
  snapshot: Snapshot,
  state: ModelState,
  event: RegistryEvent,
  extra: {
    readonly files?: ReadonlyMap<string, string>
    readonly evidence?: readonly Evidence[]
  } = {},
): Written {
  const valid = registryEvent.safeParse(event)
  if (!valid.success) {
    const [issue] = valid.error.issues
    throw new RegistryError('invalid-event', `${issue?.path.map(String).join('.')}: ${issue?.message}`)
  }
  const result = applyEvent(state, event)
  if (result.kind === 'misfit') throw new RegistryError('registry-corrupt', result.misfit.reason)
  const files = new Map<string, string | Uint8Array>(extra.files)
  if (!snapshot.paths.has(MANIFEST_PATH)) files.set(MANIFEST_PATH, MANIFEST)
  files.set(eventPath(event.model, event.sequence, event.kind), canonicalJson(event))
  const pointer = 'stage' in event ? result.state.stages.get(event.stage) : undefined
  if (pointer) files.set(stagePath(pointer.model, pointer.stage), pointerText(pointer))
  for (const { digest, bytes } of extra.evidence ?? []) {
    // Reports are shared between versions of one digest: the file may be there already, and never changes.
    if (!snapshot.paths.has(evidencePath(digest))) files.set(evidencePath(digest), bytes)
  }
  return {
    change: { message: `${summary(event)}\n`, files },
    state: result.state,
    event: eventDigest(event),
  }
}

/** What every event of this moment starts with. */
export function nextEvent(state: ModelState, now: number) {
  return {
    schema: 'mlops-actions/event/v1',
    model: state.model,
    sequence: state.sequence + 1,
    previousEvent: state.lastEvent,
    at: new Date(now).toISOString(),
  } as const
}

/** The commit's subject. Names and numbers only: free text stays inside the event. */
function summary(event: RegistryEvent): string {
  const what = `${event.model} v${event.version}`
  switch (event.kind) {
    case 'register':
      return `register ${what}`
    case 'attach-evidence':
      return `attach evidence to ${what}`
    case 'promote':
      return `promote ${what} to ${event.stage}`
    case 'rollback':
      return `roll ${event.stage} back to ${what}`
    case 'quarantine':
      return `quarantine ${what}`
    case 'deprecate':
      return `deprecate ${what}`
    case 'retire':
      return `retire ${what}`
  }
}
