import { type ImportedRun, importRun, mlflowClient } from '@mlops-actions/adapters'
import { type Runtime, UserError } from '@mlops-actions/core'

/** Where the model's files are, and the MLflow run they came from, if they did. */
export interface ModelSource {
  readonly path: string
  readonly run: ImportedRun | undefined
}

/**
 * `path` as it is, or the model of an MLflow run brought here first.
 *
 * @throws UserError `invalid-run`, and those of the import
 */
export async function modelSource(path: string, runtime: Runtime): Promise<ModelSource> {
  if (!path.startsWith('mlflow:')) return { path, run: undefined }
  const [, runId, artifact] = /^mlflow:(?:\/\/)?([0-9a-f]{32})(?:\/(.+))?$/.exec(path) ?? []
  if (runId === undefined) {
    throw new UserError('invalid-run', `${JSON.stringify(path)} is not mlflow:<run id>[/<name>]`, {
      remedy: 'A run id is 32 hex digits; MLflow shows it on the page of the run.',
    })
  }
  const { files, http, env } = runtime
  const run = await importRun(mlflowClient(http, env), files, { runId, artifact })
  return { path: run.folder, run }
}
