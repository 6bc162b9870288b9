import {
  type Evidence,
  evidencePath,
  eventPath,
  loadState,
  type ModelState,
  parseEvent,
  parseEvidence,
  parsePath,
  parseVersionRecord,
  recordDigest,
  RegistryError,
  type Registry,
  type RegistryEvent,
  type Snapshot,
  versionPath,
  type VersionRecord,
  type VersionState,
} from '@mlops-actions/registry'

/** A registry as people look at it, at one moment. */
export interface Catalog {
  /** How the store calls itself; never with credentials. */
  readonly place: string
  readonly revision: string | null
  readonly models: readonly CatalogModel[]
}

export interface CatalogModel {
  readonly state: ModelState
  /** Oldest first. */
  readonly events: readonly RegistryEvent[]
  /** Newest first. */
  readonly versions: readonly CatalogVersion[]
}

export interface CatalogVersion {
  readonly state: VersionState
  readonly record: VersionRecord
  /** In the order it was attached. */
  readonly evidence: readonly Evidence[]
}

/** Reports of one model that are read at once; a registry of ten thousand versions has more than fits in memory. */
const MAX_EVIDENCE = 2000

/** Names of all models at a snapshot, sorted. */
export function modelNames(snapshot: Snapshot): readonly string[] {
  const names = new Set<string>()
  for (const path of snapshot.paths) {
    const at = parsePath(path)
    if (at && 'model' in at) names.add(at.model)
  }
  return [...names].sort()
}

/**
 * Models with all that is known of their versions, each record proven to be the registered one.
 *
 * @param names undefined for all
 * @throws RegistryError `unknown-model`, `registry-corrupt`, `invalid-record`, `git-failed`
 */
export async function readCatalog(
  { store }: Pick<Registry, 'store'>,
  names?: readonly string[],
): Promise<Catalog> {
  const snapshot = await store.head()
  const known = modelNames(snapshot)
  const absent = names?.find((name) => !known.includes(name))
  if (absent !== undefined) {
    throw new RegistryError('unknown-model', `the registry knows no model ${JSON.stringify(absent)}`, {
      remedy:
        known.length === 0
          ? 'It is empty; check remote and branch.'
          : `It has ${known.slice(0, 20).join(', ')}.`,
    })
  }
  const models: CatalogModel[] = []
  for (const name of names ?? known) models.push(await readModel(snapshot, name))
  return { place: store.name, revision: snapshot.revision, models }
}

async function readModel(snapshot: Snapshot, name: string): Promise<CatalogModel> {
  const state = await loadState(snapshot, name)
  const states = [...state.versions.values()]
  const [events, records, evidence] = [
    await readEvents(snapshot, name),
    await readRecords(snapshot, name, states),
    await readEvidence(snapshot, states),
  ]
  return {
    state,
    events,
    versions: states.toReversed().map((version) => ({
      state: version,
      record: records.get(version.version)!,
      evidence: version.evidence.flatMap((digest) => evidence.get(digest) ?? []),
    })),
  }
}

/** loadState has proven the chain; here the same files are read for people. */
async function readEvents(snapshot: Snapshot, name: string): Promise<readonly RegistryEvent[]> {
  const paths = [...snapshot.paths].filter((path) => {
    const at = parsePath(path)
    return at?.kind === 'event' && at.model === name
  })
  const files = await snapshot.read(paths)
  return [...files]
    .map(([path, bytes]) => parseEvent(bytes, path))
    .filter((event) => snapshot.paths.has(eventPath(name, event.sequence, event.kind)))
    .sort((a, b) => a.sequence - b.sequence)
}

async function readRecords(
  snapshot: Snapshot,
  name: string,
  states: readonly VersionState[],
): Promise<ReadonlyMap<number, VersionRecord>> {
  const paths = states.map(({ version }) => versionPath(name, version))
  const missing = paths.find((path) => !snapshot.paths.has(path))
  if (missing !== undefined) throw corrupt(missing, 'is missing')
  const files = await snapshot.read(paths)
  return new Map(
    states.map(({ version, recordDigest: cited }, index) => {
      const record = parseVersionRecord(files.get(paths[index]!)!, paths[index]!)
      if (recordDigest(record) !== cited)
        throw corrupt(paths[index]!, 'is not the record that was registered')
      return [version, record]
    }),
  )
}

async function readEvidence(
  snapshot: Snapshot,
  states: readonly VersionState[],
): Promise<ReadonlyMap<string, Evidence>> {
  const newest = states.toReversed().flatMap(({ evidence }) => evidence)
  const digests = [...new Set(newest)].slice(0, MAX_EVIDENCE)
  const missing = digests.find((digest) => !snapshot.paths.has(evidencePath(digest)))
  if (missing !== undefined) throw corrupt(evidencePath(missing), 'is missing')
  const files = await snapshot.read(digests.map((digest) => evidencePath(digest)))
  return new Map(
    [...files].map(([path, bytes]) => {
      const evidence = parseEvidence(bytes, path)
      if (evidencePath(evidence.digest) !== path) throw corrupt(path, 'was changed after it was attached')
      return [evidence.digest, evidence]
    }),
  )
}

function corrupt(path: string, what: string): RegistryError {
  return new RegistryError('registry-corrupt', `the registry contradicts itself: ${path} ${what}`, {
    remedy: 'Run promote-model with mode: verify; it names the commit that did it.',
  })
}
