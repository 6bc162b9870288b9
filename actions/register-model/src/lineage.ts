import type { ImportedRun } from '@mlops-actions/adapters'
import type { Inputs, Runtime } from '@mlops-actions/core'
import { findLock, isDirty, type Locator, type Lock, readLock, resolveImage } from '@mlops-actions/lineage'
import type { Lineage } from '@mlops-actions/registry'
import { identify } from './data.ts'
import type { definition } from './inputs.ts'
import { readParams } from './params.ts'

type Given = Pick<Inputs<typeof definition>, 'params' | 'lock' | 'image'>

/** What made a model, and the lock file with its pins, for comparing with what the model asks for. */
export interface Made {
  readonly lineage: Lineage
  readonly lock: Lock | undefined
}

/**
 * What made the model, identified now.
 *
 * @throws LineageError `image-not-pinned`, `invalid-lock`, ...; UserError of files and parameters
 */
export async function readLineage(
  given: Given,
  data: ReadonlyMap<string, Locator>,
  runtime: Pick<Runtime, 'files' | 'github' | 'http' | 'env' | 'exec'>,
  model: string,
  run?: ImportedRun,
): Promise<Made> {
  const { files, http, env } = runtime
  const path = given.lock ?? (await findLock(files))
  const lock = path === undefined ? undefined : await readLock(files, path)
  // What trained the model is the run's commit, not the one this step happens to be at.
  const code = run?.commit === undefined ? await codeOf(runtime, model) : { commit: run.commit }
  const params = given.params === undefined ? run?.params : await readParams(files, given.params)
  return {
    lock,
    lineage: {
      data: await identify(data, runtime),
      ...(params === undefined ? {} : { params }),
      ...(code === undefined ? {} : { code }),
      ...(lock === undefined ? {} : { lock: lockOf(lock) }),
      ...(given.image === undefined ? {} : { image: await resolveImage(given.image, http, env) }),
    },
  }
}

async function codeOf(
  { files, github, exec }: Pick<Runtime, 'files' | 'github' | 'exec'>,
  model: string,
): Promise<Lineage['code']> {
  const { sha, repository, pullRequest } = github.context
  const commit = pullRequest?.headSha ?? sha
  if (commit === undefined) return undefined
  const root = files.resolve('.')
  const at = files.resolve(model)
  const within = at.startsWith(`${root}/`) ? at.slice(root.length + 1) : undefined
  const dirty = await isDirty(exec, root, within)
  return {
    commit,
    ...(repository && { repository: `${repository.owner}/${repository.name}` }),
    ...(dirty === true ? { dirty } : {}),
  }
}

function lockOf({ path, digest, kind, packages, pinned }: Lock): NonNullable<Lineage['lock']> {
  return { path, digest, kind, packages, pinned }
}
