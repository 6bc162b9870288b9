import { spawn } from 'node:child_process'
import {
  type Bundle,
  canonicalJson,
  digestBytes,
  emptyState,
  eventDigest,
  eventPath,
  foldFrom,
  recordDigest,
  type RegistryEvent,
  stagePath,
  type VersionRecord,
  versionPath,
} from '@mlops-actions/registry'

const START_MS = Date.UTC(2026, 0, 1)
const MINUTE_MS = 60_000

/**
 * Writes a history of `count` versions of one model, of which every tenth went to staging, as the registry itself would have
 * left it: one event a commit. By `git fast-import`, since ten thousand pushes would take an hour.
 */
export async function writeHistory(
  remote: string,
  branch: string,
  bundle: Bundle,
  count: number,
): Promise<void> {
  const stream = spawn('git', ['-C', remote, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => stream.on('close', resolve))
  const fold = foldFrom(emptyState(bundle.model))
  let commits = 0
  const write = async (event: RegistryEvent, files: ReadonlyMap<string, string>) => {
    const misfit = fold.add(event)
    if (misfit) throw new Error(misfit.reason)
    const at = Math.floor(Date.parse(event.at) / 1000)
    const lines = [
      `commit refs/heads/${branch}`,
      `committer bench <bench@example.com> ${at} +0000`,
      'data 1',
      '.',
    ]
    if (commits++ === 0) lines.push(file('registry.json', '{"schema":"mlops-actions/registry/v1"}'))
    lines.push(file(eventPath(event.model, event.sequence, event.kind), canonicalJson(event)))
    for (const [path, content] of files) lines.push(file(path, content))
    if (!stream.stdin.write(`${lines.join('\n')}\n`))
      await new Promise((resolve) => stream.stdin.once('drain', resolve))
  }
  for (let version = 1; version <= count; version++) {
    const record = recordOf(bundle, version)
    await write(
      {
        ...next(fold.state),
        kind: 'register',
        ...refOf(bundle, version),
        recordDigest: recordDigest(record),
        evidence: [],
      },
      new Map([[versionPath(bundle.model, version), canonicalJson(record)]]),
    )
    if (version % 10 !== 0) continue
    const held = fold.state.stages.get('staging')
    const event: RegistryEvent = {
      ...next(fold.state),
      kind: 'promote',
      ...refOf(bundle, version),
      stage: 'staging',
      from: held ? { version: held.version, modelDigest: held.modelDigest } : null,
      evidence: [],
      policyDigest: digestBytes('policy'),
    }
    const id = eventDigest(event)
    const past = held ? [{ ...entry(held), until: event.at }, ...held.previous] : []
    const pointer = {
      schema: 'mlops-actions/stage/v1',
      model: bundle.model,
      stage: 'staging',
      ...refOf(bundle, version),
      since: event.at,
      event: id,
      previous: past.slice(0, 50),
    }
    await write(event, new Map([[stagePath(bundle.model, 'staging'), canonicalJson(pointer)]]))
  }
  stream.stdin.end()
  const code = await ended
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`)
}

function next({ model, sequence, lastEvent }: ReturnType<typeof emptyState>) {
  return {
    schema: 'mlops-actions/event/v1',
    model,
    sequence: sequence + 1,
    previousEvent: lastEvent,
    at: new Date(START_MS + sequence * MINUTE_MS).toISOString(),
    origin: { actor: 'bench', repository: 'acme/models', runId: String(sequence) },
  } as const
}

const refOf = ({ modelDigest }: Bundle, version: number) => ({ version, modelDigest })

function entry({
  version,
  modelDigest,
  since,
  event,
}: {
  readonly version: number
  readonly modelDigest: `sha256:${string}`
  readonly since: string
  readonly event: `sha256:${string}`
}) {
  return { version, modelDigest, since, event }
}

/** Same bytes each time, made by another commit each time: as much record as a scikit-learn model has. */
function recordOf(bundle: Bundle, version: number): VersionRecord {
  return {
    schema: 'mlops-actions/version/v1',
    model: bundle.model,
    version,
    modelDigest: bundle.modelDigest,
    files: bundle.files.map(({ path, digest, byteLength }) => ({ path, digest, byteLength })),
    bytes: { kind: 'inline' },
    lineage: {
      data: [
        { name: 'training', kind: 'file', digest: digestBytes(`data ${version}`), byteLength: 1_000_000 },
      ],
      params: { max_depth: 6, eta: 0.1, seed: version },
      code: { repository: 'acme/models', commit: digestBytes(`commit ${version}`).slice(7, 47) },
    },
    ...(version > 1 && { sameContentAs: version - 1 }),
    origin: { actor: 'bench', repository: 'acme/models' },
    createdAt: new Date(START_MS).toISOString(),
  }
}

const file = (path: string, content: string) =>
  `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}`
