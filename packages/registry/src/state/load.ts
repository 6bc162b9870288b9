import { RegistryError } from '../error.ts'
import { readEvent } from '../event/event.ts'
import { evidencePath, eventPath, modelFolder, stagePath, versionPath } from '../paths.ts'
import { parseVersionRecord, recordDigest, type VersionRecord } from '../record/record.ts'
import { type Evidence, parseEvidence } from '../evidence/evidence.ts'
import type { Snapshot } from '../store/store.ts'
import { pointerText } from './pointer.ts'
import { foldFrom } from './fold.ts'
import { emptyState, type ModelState, type VersionState } from './state.ts'

/**
 * A model's state at a snapshot, folded from its events and compared with the stage pointers beside them. A branch that
 * contradicts itself is refused, never read around.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-event`
 */
export async function loadState(snapshot: Snapshot, model: string): Promise<ModelState> {
  const folder = modelFolder(model)
  const own = [...snapshot.paths].filter((path) => path.startsWith(folder)).sort()
  const eventPaths = own.filter((path) => path.startsWith(`${folder}events/`))
  const pointerPaths = own.filter((path) => path.startsWith(`${folder}stages/`))
  const files = await snapshot.read([...eventPaths, ...pointerPaths])

  const fold = foldFrom(emptyState(model))
  for (const path of eventPaths) {
    const { event, digest } = readEvent(files.get(path)!, path)
    if (path !== eventPath(model, event.sequence, event.kind)) throw corrupt(path, 'stands at another path')
    const misfit = fold.add(event, digest)
    if (misfit) throw corrupt(path, misfit.reason)
  }
  requirePointers(fold.state, pointerPaths, files)
  return fold.state
}

/**
 * The record of a version, proven to be the one its register event cites.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-record`
 */
export async function loadRecord(
  snapshot: Snapshot,
  model: string,
  version: VersionState,
): Promise<VersionRecord> {
  const path = versionPath(model, version.version)
  if (!snapshot.paths.has(path)) throw corrupt(path, 'is missing')
  const record = parseVersionRecord((await snapshot.read([path])).get(path)!, path)
  if (recordDigest(record) !== version.recordDigest) {
    throw corrupt(path, 'is not the record that was registered')
  }
  return record
}

/**
 * The evidence attached to a version; each file is proven to be what its name says.
 *
 * @throws RegistryError `registry-corrupt`, `invalid-evidence`
 */
export async function loadEvidence(snapshot: Snapshot, version: VersionState): Promise<readonly Evidence[]> {
  const paths = version.evidence.map((digest) => evidencePath(digest))
  for (const path of paths) if (!snapshot.paths.has(path)) throw corrupt(path, 'is missing')
  const files = await snapshot.read(paths)
  return paths.map((path, index) => {
    const evidence = parseEvidence(files.get(path)!, path)
    if (evidence.digest !== version.evidence[index]) throw corrupt(path, 'was changed after it was attached')
    return evidence
  })
}

function requirePointers(
  state: ModelState,
  paths: readonly string[],
  files: ReadonlyMap<string, Uint8Array>,
): void {
  const expected = new Map(
    [...state.stages].map(([stage, pointer]) => [stagePath(state.model, stage), pointer]),
  )
  for (const path of paths) {
    const pointer = expected.get(path)
    const text = new TextDecoder().decode(files.get(path))
    if (!pointer || pointerText(pointer) !== text) throw corrupt(path, 'does not follow from the events')
    expected.delete(path)
  }
  const [missing] = expected.keys()
  if (missing !== undefined) throw corrupt(missing, 'is missing')
}

function corrupt(path: string, what: string): RegistryError {
  return new RegistryError('registry-corrupt', `the registry contradicts itself: ${path} ${what}`, {
    remedy: 'Run promote-model with mode: verify; it names the commit that did it. Nothing was changed.',
  })
}
