import { UserError } from '@mlops-actions/core'
import type { Clock, ModelFile, VersionRecord } from '@mlops-actions/registry'
import { z } from 'zod'
import { MAX_ARTIFACT_BYTES, type MlflowClient, MlflowError, proxyPath } from './client.ts'

const EXPERIMENT = 'mlops-registry'
/** MLflow's limits of a batch (mlflow/utils/validation.py). */
const BATCH = { params: 100, metrics: 1000, valueCharacters: 6000 } as const
const READY_TRIES = 60
const READY_WAIT_MS = 500

const TAG = {
  version: 'mlops.version',
  digest: 'mlops.digest',
  record: 'mlops.record',
  commit: 'mlops.commit',
} as const

/** A version as it is mirrored, with a way to its bytes. */
export interface Mirrored {
  readonly record: VersionRecord
  readonly recordDigest: string
  /** Reads a file of the version whole, verified. */
  readonly read: (file: ModelFile) => Promise<Uint8Array>
}

export interface MirrorOutcome {
  readonly version: number
  /** MLflow's own number of the version. */
  readonly mlflowVersion: string
  readonly created: boolean
}

export interface AliasOutcome {
  readonly alias: string
  readonly mlflowVersion: string
  readonly changed: boolean
}

const nothing = z.unknown()
const runInfo = z.looseObject({ info: z.looseObject({ run_id: z.string(), artifact_uri: z.string() }) })
const modelVersion = z.looseObject({
  version: z.union([z.string(), z.number()]).transform(String),
  status: z.string().optional(),
  tags: z.array(z.looseObject({ key: z.string(), value: z.string().default('') })).default([]),
})

/**
 * Mirrors versions of one model to MLflow's model registry: a registered model of the same name, a version with our number
 * and digest as tags, its files through the artifact proxy, parameters and metrics in a run. What is there already (found
 * by its tags) is left as it is, so running it again, or after a crash, changes nothing and doubles nothing.
 *
 * Git stays the authority: MLflow sets an alias unconditionally, so aliases follow the stages and decide nothing.
 *
 * @throws UserError `too-large`, `mlflow-not-proxied`, `mlflow-not-ready`; MlflowError
 */
export async function mirrorVersions(
  client: MlflowClient,
  clock: Clock,
  model: string,
  versions: readonly Mirrored[],
): Promise<readonly MirrorOutcome[]> {
  await unlessThere(
    client.post(
      'registered-models/create',
      { name: model, description: 'Mirror of an mlops-actions registry.' },
      nothing,
    ),
  )
  const known = await knownVersions(client, model)
  const outcomes: MirrorOutcome[] = []
  for (const mirrored of versions) {
    const { version, modelDigest } = mirrored.record
    const there = known.get(`${version}@${modelDigest}`)
    if (there !== undefined) outcomes.push({ version, mlflowVersion: there, created: false })
    else
      outcomes.push({ version, mlflowVersion: await createVersion(client, clock, mirrored), created: true })
  }
  return outcomes
}

/** Points aliases where the stages point, and reads each back. */
export async function mirrorAliases(
  client: MlflowClient,
  model: string,
  aliases: ReadonlyMap<string, string>,
): Promise<readonly AliasOutcome[]> {
  const outcomes: AliasOutcome[] = []
  for (const [alias, wanted] of aliases) {
    const held = await aliasOf(client, model, alias)
    if (held !== wanted)
      await client.post('registered-models/alias', { name: model, alias, version: wanted }, nothing)
    const now = await aliasOf(client, model, alias)
    if (now !== wanted) {
      throw new UserError(
        'mlflow-alias',
        `${client.place}: ${alias} of ${model} was set to ${wanted} and is ${now ?? 'unset'}`,
        {
          remedy: 'Somebody else moves the aliases of this model; run the mirror again.',
        },
      )
    }
    outcomes.push({ alias, mlflowVersion: wanted, changed: held !== wanted })
  }
  return outcomes
}

async function aliasOf(client: MlflowClient, name: string, alias: string): Promise<string | undefined> {
  const answer = z.looseObject({ model_version: modelVersion })
  try {
    return (await client.get('registered-models/alias', { name, alias }, answer)).model_version.version
  } catch (error) {
    if (
      error instanceof MlflowError &&
      (error.status === 404 || error.errorCode === 'INVALID_PARAMETER_VALUE')
    )
      return undefined
    throw error
  }
}

/** MLflow's numbers by our version and digest. */
async function knownVersions(client: MlflowClient, model: string): Promise<ReadonlyMap<string, string>> {
  const answer = z.looseObject({
    model_versions: z.array(modelVersion).default([]),
    next_page_token: z.string().optional(),
  })
  const known = new Map<string, string>()
  for (let token = ''; ; ) {
    const page = await client.get(
      'model-versions/search',
      { filter: `name='${model}'`, max_results: '200', ...(token === '' ? {} : { page_token: token }) },
      answer,
    )
    for (const { version, tags } of page.model_versions) {
      const tag = new Map(tags.map(({ key, value }) => [key, value]))
      const [ours, digest] = [tag.get(TAG.version), tag.get(TAG.digest)]
      if (ours !== undefined && digest !== undefined) known.set(`${ours}@${digest}`, version)
    }
    token = page.next_page_token ?? ''
    if (token === '') return known
  }
}

async function createVersion(client: MlflowClient, clock: Clock, mirrored: Mirrored): Promise<string> {
  const { record } = mirrored
  const tags = tagsOf(mirrored)
  const run = await runFor(client, clock, record, tags)
  const folder = `${proxyPath(run.info.artifact_uri)}/model`
  for (const file of record.files) {
    if (file.byteLength > MAX_ARTIFACT_BYTES) {
      throw new UserError(
        'too-large',
        `${file.path} of ${record.model} version ${record.version} is too large for MLflow's proxy`,
      )
    }
    const path = file.path === '.' ? record.fileName! : file.path
    await client.writeArtifact(`${folder}/${path}`, await mirrored.read(file))
  }
  await logParts(client, clock, record, run.info.run_id)
  await client.post(
    'runs/update',
    { run_id: run.info.run_id, status: 'FINISHED', end_time: clock.now() },
    nothing,
  )
  const created = await client.post(
    'model-versions/create',
    { name: record.model, source: `${run.info.artifact_uri}/model`, run_id: run.info.run_id, tags },
    z.looseObject({ model_version: modelVersion }),
  )
  await untilReady(client, clock, record.model, created.model_version.version)
  return created.model_version.version
}

/** A run that a crashed mirror left behind is taken up again. */
async function runFor(
  client: MlflowClient,
  clock: Clock,
  { model, version, modelDigest }: VersionRecord,
  tags: readonly { readonly key: string; readonly value: string }[],
): Promise<z.infer<typeof runInfo>> {
  const experiment = await experimentId(client)
  const filter = `tags.\`${TAG.digest}\` = '${modelDigest}' and tags.\`${TAG.version}\` = '${version}' and tags.\`mlflow.runName\` = '${model} ${version}'`
  const found = await client.post(
    'runs/search',
    { experiment_ids: [experiment], filter, max_results: 1 },
    z.looseObject({ runs: z.array(runInfo).default([]) }),
  )
  if (found.runs[0]) return found.runs[0]
  const body = { experiment_id: experiment, run_name: `${model} ${version}`, start_time: clock.now(), tags }
  return (await client.post('runs/create', body, z.looseObject({ run: runInfo }))).run
}

async function experimentId(client: MlflowClient): Promise<string> {
  const byName = z.looseObject({ experiment: z.looseObject({ experiment_id: z.string() }) })
  try {
    return (await client.get('experiments/get-by-name', { experiment_name: EXPERIMENT }, byName)).experiment
      .experiment_id
  } catch (error) {
    if (!(error instanceof MlflowError) || error.errorCode !== 'RESOURCE_DOES_NOT_EXIST') throw error
  }
  const made = await unlessThere(
    client.post('experiments/create', { name: EXPERIMENT }, z.looseObject({ experiment_id: z.string() })),
  )
  // Somebody else made it at the same moment.
  return (
    made?.experiment_id ??
    (await client.get('experiments/get-by-name', { experiment_name: EXPERIMENT }, byName)).experiment
      .experiment_id
  )
}

async function logParts(
  client: MlflowClient,
  clock: Clock,
  record: VersionRecord,
  runId: string,
): Promise<void> {
  const params = flat('', record.lineage.params).slice(0, BATCH.params)
  const metrics = Object.entries(record.metrics ?? {}).slice(0, BATCH.metrics)
  if (params.length + metrics.length === 0) return
  const timestamp = clock.now()
  await client.post(
    'runs/log-batch',
    {
      run_id: runId,
      params: params.map(([key, value]) => ({ key, value: value.slice(0, BATCH.valueCharacters) })),
      metrics: metrics.map(([key, value]) => ({ key: allowedKey(key), value, timestamp, step: 0 })),
    },
    nothing,
  )
}

function flat(prefix: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return prefix === '' || value === undefined
      ? []
      : [[allowedKey(prefix), typeof value === 'string' ? value : JSON.stringify(value)]]
  }
  return Object.entries(value).flatMap(([key, item]) => flat(prefix === '' ? key : `${prefix}.${key}`, item))
}

/** MLflow takes letters, digits, `_`, `-`, `.`, spaces, `:` and `/` in keys, at most 250 of them. */
function allowedKey(key: string): string {
  return key.replaceAll(/[^\w\-. :/]/g, '_').slice(0, 250)
}

function tagsOf({
  record,
  recordDigest,
}: Mirrored): readonly { readonly key: string; readonly value: string }[] {
  const { code } = record.lineage
  return [
    { key: TAG.version, value: String(record.version) },
    { key: TAG.digest, value: record.modelDigest },
    { key: TAG.record, value: recordDigest },
    ...(code ? [{ key: TAG.commit, value: code.commit }] : []),
  ]
}

async function untilReady(client: MlflowClient, clock: Clock, name: string, version: string): Promise<void> {
  const answer = z.looseObject({ model_version: modelVersion })
  for (let tries = 0; tries < READY_TRIES; tries++) {
    const { status = 'READY' } = (await client.get('model-versions/get', { name, version }, answer))
      .model_version
    if (status === 'READY') return
    if (status === 'FAILED_REGISTRATION') break
    await clock.sleep(READY_WAIT_MS)
  }
  throw new UserError(
    'mlflow-not-ready',
    `${client.place}: version ${version} of ${name} does not become READY`,
  )
}

/** Undefined when it exists: what was asked for is so. */
async function unlessThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof MlflowError && error.errorCode === 'RESOURCE_ALREADY_EXISTS') return undefined
    throw error
  }
}
