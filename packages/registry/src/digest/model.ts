import { createHash } from 'node:crypto'
import type { ByteSource } from '@mlops-actions/data'
import type { Digest } from '@mlops-actions/report'
import { RegistryError } from '../error.ts'
import { digestSource, hexOf } from './source.ts'

/** One file of a model. `path` is relative to the model's folder with `/` between segments; a lone file is `.`. */
export interface ModelEntry {
  readonly path: string
  readonly open: () => Promise<ByteSource>
}

export interface ModelFile {
  readonly path: string
  readonly digest: Digest
  readonly byteLength: number
}

export interface ModelDigest {
  /** OpenSSF Model Signing v1.0 root digest. */
  readonly digest: Digest
  /** In the order the root digest is computed over. */
  readonly files: readonly ModelFile[]
}

/**
 * Left out at the top of a model's folder, as model_signing's `hashing.Config` leaves them out: they come and go with
 * the way the folder was fetched and change nothing about the model.
 */
export const IGNORED_AT_TOP = ['.git', '.gitattributes', '.github', '.gitignore'] as const

/**
 * The identity of a model: sha256 over the concatenated raw sha256 digests of its files, ordered by path segments.
 * Equal to the subject digest that `model_signing sign` (OpenSSF Model Signing v1.0, `method: files`, sha256) puts into
 * its statement, so a signature made by either speaks of the same number. Names are not hashed by that format; the
 * version record pins them beside the digest.
 *
 * @param entries the files; order does not matter. Each is opened, hashed and closed in turn.
 * @throws RegistryError `empty-model`, `duplicate-path`, `unsafe-path`
 */
export async function digestModel(entries: readonly ModelEntry[]): Promise<ModelDigest> {
  const chosen = chooseEntries(entries)
  const root = createHash('sha256')
  const files: ModelFile[] = []
  for (const entry of chosen) {
    const source = await entry.open()
    try {
      const digest = await digestSource(source)
      root.update(Buffer.from(hexOf(digest), 'hex'))
      files.push({ path: entry.path, digest, byteLength: source.byteLength })
    } finally {
      await source.close()
    }
  }
  return { digest: `sha256:${root.digest('hex')}`, files }
}

/** The root digest of files whose digests are already known: what a record claims, recomputed. */
export function rootDigest(files: readonly ModelFile[]): Digest {
  const root = createHash('sha256')
  for (const { digest } of [...files].sort((a, b) => comparePaths(a.path, b.path))) {
    root.update(Buffer.from(hexOf(digest), 'hex'))
  }
  return `sha256:${root.digest('hex')}`
}

function chooseEntries(entries: readonly ModelEntry[]): readonly ModelEntry[] {
  const chosen = entries
    .filter(({ path }) => !IGNORED_AT_TOP.some((name) => path === name || path.startsWith(`${name}/`)))
    .sort((a, b) => comparePaths(a.path, b.path))
  if (chosen.length === 0) {
    throw new RegistryError('empty-model', 'the model has no files', {
      remedy: 'Point `path` at the model file or at the folder that holds its files.',
    })
  }
  for (const [index, { path }] of chosen.entries()) {
    requireModelPath(path, chosen.length === 1)
    if (chosen[index + 1]?.path === path) {
      throw new RegistryError('duplicate-path', `the model lists ${JSON.stringify(path)} twice`)
    }
  }
  return chosen
}

/**
 * Paths of a model are written to disk again when it is fetched, from a registry that others can write to: nothing
 * absolute, nothing with `..`, nothing a path parser of another platform could read differently.
 *
 * @throws RegistryError `unsafe-path`
 */
export function requireModelPath(path: string, alone: boolean): void {
  if (path === '.' && alone) return
  const safe =
    path !== '' &&
    path.length <= 1024 &&
    !/[\p{Cc}\\]/u.test(path) &&
    path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  if (safe) return
  throw new RegistryError(
    'unsafe-path',
    `the model has a file whose path cannot be kept safely: ${JSON.stringify(path)}`,
    { remedy: 'Rename it: relative, no `..`, no backslash, no control characters.' },
  )
}

/**
 * Python compares `PurePosixPath`s segment by segment and strings by code point: `a/x` comes before `a-b/x`, and U+FFFF
 * before U+10000. JavaScript's `<` does neither, and the root digest depends on the order.
 */
export function comparePaths(a: string, b: string): number {
  const left = a.split('/')
  const right = b.split('/')
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compareCodePoints(left[index]!, right[index]!)
    if (order !== 0) return order
  }
  return left.length - right.length
}

/** UTF-8 keeps code point order, and comparing its bytes is one native call. */
function compareCodePoints(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b))
}
