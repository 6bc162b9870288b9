import { type Inputs, type Runtime, UserError } from '@mlops-actions/core'
import { digestModel, digestSource, type Lineage } from '@mlops-actions/registry'
import type { definition } from './inputs.ts'
import { readParams } from './params.ts'

type Given = Pick<Inputs<typeof definition>, 'data' | 'params' | 'lock' | 'image'>

/**
 * What made the model, hashed where it is a file.
 *
 * @throws UserError `invalid-data-line`, `duplicate-data-name`, `image-not-pinned`, and those of files and parameters
 */
export async function readLineage(
  given: Given,
  runtime: Pick<Runtime, 'files' | 'github'>,
): Promise<Lineage> {
  const { files, github } = runtime
  const { sha, repository, pullRequest } = github.context
  const commit = pullRequest?.headSha ?? sha
  return {
    data: await readData(given.data ?? [], files),
    ...(given.params === undefined ? {} : { params: await readParams(files, given.params) }),
    ...(commit === undefined
      ? {}
      : { code: { commit, ...(repository && { repository: `${repository.owner}/${repository.name}` }) } }),
    ...(given.lock === undefined ? {} : { lock: await lockOf(files, given.lock) }),
    ...(given.image === undefined ? {} : { image: pinnedImage(given.image) }),
  }
}

async function readData(given: readonly string[], files: Runtime['files']): Promise<Lineage['data']> {
  const data: Lineage['data'] = []
  for (const line of given) {
    const split = line.indexOf('=')
    const [name, path] = [line.slice(0, split).trim(), line.slice(split + 1).trim()]
    if (split < 1 || name === '' || path === '') {
      throw new UserError('invalid-data-line', `input data: ${JSON.stringify(line)} is not name=path`, {
        remedy: 'Write one `name=path` a line, such as `training=data/2001-q1.parquet`.',
      })
    }
    if (data.some((known) => known.name === name)) {
      throw new UserError('duplicate-data-name', `input data: ${JSON.stringify(name)} is given twice`)
    }
    data.push({ name, ...(await digestOf(files, path)) })
  }
  return data
}

async function digestOf(
  files: Runtime['files'],
  path: string,
): Promise<Pick<Lineage['data'][number], 'kind' | 'digest' | 'byteLength'>> {
  const stat = await files.stat(path)
  if (stat?.kind !== 'directory') {
    const { digest, byteLength } = await hashed(files, path)
    return { kind: 'file', digest, byteLength }
  }
  const names = await files.list(path)
  const folder = await digestModel(
    names.map((name) => ({ path: name, open: () => files.open(`${path}/${name}`) })),
  )
  const byteLength = folder.files.reduce((sum, file) => sum + file.byteLength, 0)
  return { kind: 'folder', digest: folder.digest, byteLength }
}

async function lockOf(files: Runtime['files'], path: string): Promise<NonNullable<Lineage['lock']>> {
  const { digest } = await hashed(files, path)
  return { path, digest }
}

async function hashed(files: Runtime['files'], path: string) {
  const source = await files.open(path)
  try {
    return { digest: await digestSource(source), byteLength: source.byteLength }
  } finally {
    await source.close()
  }
}

/** A tag names another image tomorrow; only a digest says which one it was. */
function pinnedImage(text: string): NonNullable<Lineage['image']> {
  const match = /^([^\s@]{1,512})@sha256:([0-9a-f]{64})$/.exec(text)
  if (match) return { name: match[1]!, digest: `sha256:${match[2]!}` }
  throw new UserError('image-not-pinned', `input image: ${JSON.stringify(text)} is not pinned by digest`, {
    remedy:
      'Write name@sha256:<64 hex digits>; `docker buildx imagetools inspect <image>` and the output of your build step print it.',
  })
}
