import { type Files, UserError } from '@mlops-actions/core'
import { requireModelPath } from '@mlops-actions/registry'
import { z } from 'zod'
import { type MlflowClient, proxyPath } from './client.ts'

const MAX_FILES = 4096

/** What a run left behind: the model's files in a folder of ours, and what was logged beside them. */
export interface ImportedRun {
  readonly runId: string
  readonly folder: string
  readonly params: Readonly<Record<string, string>>
  readonly metrics: Readonly<Record<string, number>>
  /** The commit MLflow found the training script in. */
  readonly commit: string | undefined
}

const entry = z.looseObject({ key: z.string(), value: z.string() })
const runAnswer = z.looseObject({
  run: z.looseObject({
    info: z.looseObject({ run_id: z.string(), artifact_uri: z.string(), status: z.string() }),
    data: z.looseObject({
      metrics: z.array(z.looseObject({ key: z.string(), value: z.number() })).default([]),
      params: z.array(entry).default([]),
      tags: z.array(entry).default([]),
    }),
    // MLflow 3: a model is an output of the run, with a folder of its own.
    outputs: z
      .looseObject({ model_outputs: z.array(z.looseObject({ model_id: z.string() })).default([]) })
      .optional(),
  }),
})
const modelAnswer = z.looseObject({
  model: z.looseObject({ info: z.looseObject({ artifact_uri: z.string(), name: z.string().optional() }) }),
})

/**
 * Brings the model of a finished MLflow run here, to be registered like any other. A run of MLflow 3 with one logged model
 * has that; with several, `artifact` names one. A run of MLflow 2 has the folder `artifact` (default `model`) among its
 * artifacts.
 *
 * @throws UserError `mlflow-run-unfinished`, `mlflow-model-unclear`, `mlflow-no-model`, `mlflow-not-proxied`; MlflowError
 */
export async function importRun(
  client: MlflowClient,
  files: Files,
  { runId, artifact }: { readonly runId: string; readonly artifact?: string | undefined },
): Promise<ImportedRun> {
  const { run } = await client.get('runs/get', { run_id: runId }, runAnswer)
  if (run.info.status !== 'FINISHED') {
    throw new UserError('mlflow-run-unfinished', `run ${runId} is ${run.info.status}, not FINISHED`, {
      remedy: 'Register the model of a run that ended well.',
    })
  }
  const source = await modelFolder(client, run, artifact)
  const listed = await client.listArtifacts(source)
  if (listed.length === 0 || listed.length > MAX_FILES) {
    throw new UserError('mlflow-no-model', `run ${runId}: ${listed.length} files where its model should be`, {
      remedy: 'Log the model in the run, and name its folder if it is not `model`: mlflow:<run id>/<folder>.',
    })
  }
  const folder = `${await files.temporary('mlflow')}/model`
  for (const { path } of listed) {
    requireModelPath(path, false)
    await files.write(`${folder}/${path}`, await client.readArtifact(`${source}/${path}`))
  }
  const tags = new Map(run.data.tags.map(({ key, value }) => [key, value]))
  return {
    runId,
    folder,
    params: Object.fromEntries(run.data.params.map(({ key, value }) => [key, value])),
    metrics: Object.fromEntries(run.data.metrics.map(({ key, value }) => [key, value])),
    commit: tags.get('mlflow.source.git.commit'),
  }
}

async function modelFolder(
  client: MlflowClient,
  run: z.infer<typeof runAnswer>['run'],
  artifact: string | undefined,
): Promise<string> {
  const outputs = run.outputs?.model_outputs ?? []
  if (outputs.length === 0) return `${proxyPath(run.info.artifact_uri)}/${artifact ?? 'model'}`
  const models = []
  for (const { model_id } of outputs) {
    const { model } = await client.get(`logged-models/${encodeURIComponent(model_id)}`, {}, modelAnswer)
    models.push({ id: model_id, ...model.info })
  }
  const chosen = models.filter(
    ({ id, name }) => artifact === undefined || name === artifact || id === artifact,
  )
  const [one] = chosen
  if (one && chosen.length === 1) return proxyPath(one.artifact_uri)
  const names = models.map(({ name, id }) => name ?? id).join(', ')
  throw new UserError(
    'mlflow-model-unclear',
    `run ${run.info.run_id} has ${models.length} models: ${names}`,
    {
      remedy: 'Name one: mlflow:<run id>/<name of the model>.',
    },
  )
}
