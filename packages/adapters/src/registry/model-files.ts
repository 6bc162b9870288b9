import { basename } from 'node:path'
import { type Files, UserError } from '@mlops-actions/core'
import { type Bundle, digestModel, type ModelEntry } from '@mlops-actions/registry'

/**
 * The model at a path, hashed: a folder with all below it, or a lone file.
 *
 * @throws UserError `model-not-found`; RegistryError `empty-model`, `unsafe-path`
 */
export async function readModel(files: Files, model: string, path: string): Promise<Bundle> {
  const stat = await files.stat(path)
  if (!stat) {
    throw new UserError('model-not-found', `${path}: there is no model`, {
      remedy: 'Point `path` at the model file, or at the folder that holds its files.',
    })
  }
  const entries = (await files.list(path)).map(
    (name): ModelEntry => ({
      path: name,
      open: () => files.open(name === '.' ? path : `${path}/${name}`),
    }),
  )
  const digested = await digestModel(entries)
  const openers = new Map(entries.map(({ path: name, open }) => [name, open]))
  return {
    model,
    modelDigest: digested.digest,
    ...(stat.kind === 'file' ? { fileName: basename(path) } : {}),
    files: digested.files.map((file) => ({ ...file, open: openers.get(file.path)! })),
  }
}
