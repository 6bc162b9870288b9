import type { Digest } from '@mlops-actions/report'
import type { Bundle } from '../bytes/bytes.ts'
import type { BytesLocation } from '../bytes/location.ts'
import { verifyBytes } from '../bytes/verify.ts'
import { canonicalJson } from '../canonical/json.ts'
import { RegistryError } from '../error.ts'
import { type Evidence, requireSubject } from '../evidence/evidence.ts'
import { versionPath } from '../paths.ts'
import { modelName, type Origin } from '../record/fields.ts'
import {
  type Lineage,
  MAX_FILES,
  recordDigest,
  sameLineage,
  type VersionRecord,
  versionRecord,
} from '../record/record.ts'
import type { Packaged } from '../record/packaged.ts'
import type { Registry } from '../registry.ts'
import { loadRecord, loadState } from '../state/load.ts'
import type { ModelState } from '../state/state.ts'
import type { Snapshot } from '../store/store.ts'
import { type Decision, transact } from '../store/transact.ts'
import { type Document, storeDocuments } from './documents.ts'
import { nextEvent, writeEvent } from './write.ts'

export interface Registration {
  readonly bundle: Bundle
  readonly lineage: Lineage
  readonly evidence: readonly Evidence[]
  readonly origin: Origin
  readonly packaging?: readonly Packaged[]
  readonly metrics?: Readonly<Record<string, number>>
  /**
   * Files about the version, made from its record as soon as its number is known. They are stored before the record is,
   * and made again when a lost race changes the number.
   */
  readonly documents?: (draft: VersionRecord) => Promise<readonly Document[]>
}

export interface Registered {
  readonly record: VersionRecord
  readonly recordDigest: Digest
  /** False when these bytes with this lineage were registered before. */
  readonly created: boolean
  /** The newest event of the model that this registration caused or found. */
  readonly event: Digest
  readonly revision: string | null
  readonly tries: number
}

/**
 * Registers a version: bytes first, the record last, so that a crash never leaves a version without bytes. Repeating it is
 * safe: the same bytes with the same lineage are the same version (new evidence is attached to it); the same bytes with
 * another lineage are a new version that names the old one.
 *
 * @throws RegistryError `invalid-name`, `too-many-files`, `evidence-mismatch`, `too-large`, `bytes-corrupt`, `busy`, `git-failed`,
 * `registry-corrupt`
 */
export async function registerVersion(registry: Registry, registration: Registration): Promise<Registered> {
  const { bundle, evidence } = registration
  requireName(bundle.model)
  requireFewFiles(bundle)
  for (const item of evidence) requireSubject(item, bundle.model, bundle.modelDigest, `${item.kind} report`)
  const location = await registry.bytes[0].put(bundle)
  const { result, revision, tries } = await transact(registry.store, registry, async (snapshot) => {
    const state = await loadState(snapshot, bundle.model)
    const twins = await recordsOf(snapshot, state, bundle.modelDigest)
    const same = twins.find((record) => sameLineage(record.lineage, registration.lineage))
    return same
      ? attachMissing(registry, snapshot, state, same, registration)
      : createVersion(registry, snapshot, state, twins[0], registration, location)
  })
  if (!result.created) await requireReadable(registry, result.record)
  return { ...result, revision, tries }
}

type Result = Omit<Registered, 'revision' | 'tries'>

async function createVersion(
  registry: Registry,
  snapshot: Snapshot,
  state: ModelState,
  twin: VersionRecord | undefined,
  { bundle, lineage, evidence, origin, packaging = [], metrics, documents }: Registration,
  location: BytesLocation,
): Promise<Decision<Result>> {
  const { at, ...common } = nextEvent(state, registry.clock.now())
  const draft: VersionRecord = versionRecord.parse({
    schema: 'mlops-actions/version/v1',
    model: bundle.model,
    version: state.versions.size + 1,
    modelDigest: bundle.modelDigest,
    files: bundle.files.map(({ path, digest, byteLength }) => ({ path, digest, byteLength })),
    ...(bundle.fileName === undefined ? {} : { fileName: bundle.fileName }),
    bytes: location,
    lineage,
    ...(packaging.length === 0 ? {} : { packaging }),
    ...(metrics === undefined ? {} : { metrics }),
    ...(twin ? { sameContentAs: twin.version } : {}),
    origin,
    createdAt: at,
  })
  const about = (await documents?.(draft)) ?? []
  const record: VersionRecord =
    about.length === 0 ? draft : { ...draft, documents: await storeDocuments(registry, draft.model, about) }
  const digest = recordDigest(record)
  const written = writeEvent(
    snapshot,
    state,
    {
      ...common,
      at,
      kind: 'register',
      origin,
      version: record.version,
      modelDigest: record.modelDigest,
      recordDigest: digest,
      evidence: [...new Set(evidence.map((item) => item.digest))],
    },
    { evidence, files: new Map([[versionPath(record.model, record.version), canonicalJson(record)]]) },
  )
  return {
    kind: 'commit',
    change: written.change,
    result: { record, recordDigest: digest, created: true, event: written.event },
  }
}

function attachMissing(
  { clock }: Registry,
  snapshot: Snapshot,
  state: ModelState,
  record: VersionRecord,
  { evidence, origin }: Registration,
): Decision<Result> {
  const version = state.versions.get(record.version)!
  const missing = evidence.filter(({ digest }) => !version.evidence.includes(digest))
  const result = { record, recordDigest: version.recordDigest, created: false, event: state.lastEvent! }
  if (missing.length === 0) return { kind: 'keep', result }
  const written = writeEvent(
    snapshot,
    state,
    {
      ...nextEvent(state, clock.now()),
      kind: 'attach-evidence',
      origin,
      version: record.version,
      modelDigest: record.modelDigest,
      evidence: [...new Set(missing.map(({ digest }) => digest))],
    },
    { evidence: missing },
  )
  return { kind: 'commit', change: written.change, result: { ...result, event: written.event } }
}

/** Records with these bytes, newest first. A retired one is over: its bytes may be gone, so it is no twin. */
async function recordsOf(
  snapshot: Snapshot,
  state: ModelState,
  modelDigest: Digest,
): Promise<readonly VersionRecord[]> {
  const records: VersionRecord[] = []
  for (const version of [...state.versions.values()].toReversed()) {
    if (version.modelDigest === modelDigest && !version.retired)
      records.push(await loadRecord(snapshot, state.model, version))
  }
  return records
}

/** An existing version may have been stored elsewhere than today's policy says; its own bytes must still be there. */
async function requireReadable(registry: Registry, record: VersionRecord): Promise<void> {
  const problem = await verifyBytes(registry.bytes, record)
  if (problem === undefined) return
  throw new RegistryError(
    'bytes-corrupt',
    `version ${record.version} is registered with these bytes, and they are damaged: ${problem}`,
    { remedy: 'Restore the stored bytes from a backup.' },
  )
}

function requireName(name: string): void {
  const problem = modelName.safeParse(name).error?.issues[0]
  if (problem)
    throw new RegistryError('invalid-name', `${JSON.stringify(name)} is no model name: ${problem.message}`)
}

/** Said before anything is stored. A record that lists more would outgrow what the registry reads back. */
function requireFewFiles({ files }: Bundle): void {
  if (files.length <= MAX_FILES) return
  throw new RegistryError(
    'too-many-files',
    `the model has ${files.length} files, and a version lists at most ${MAX_FILES}`,
    {
      remedy:
        'Point `path` at the folder of the model alone, without caches and checkpoints; pack small files (a tokenizer, a dataset) into one archive.',
    },
  )
}
