import { openTable } from '@mlops-actions/data'
import type { Dataset } from '@mlops-actions/registry'
import { LineageError } from '../error.ts'
import type { Files } from '../ports.ts'
import { digestFile, digestFolder } from './digest-files.ts'

/** Data that are files here: `Dataset` of the registry, without its name. */
export type PathIdentity = DistributiveOmit<
  Extract<Dataset, { readonly kind: 'file' | 'folder' | 'files' }>,
  'name'
>
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** A file or a whole folder, by the digest of its bytes. */
export async function readPath(files: Files, path: string): Promise<PathIdentity> {
  const stat = await files.stat(path)
  if (stat?.kind === 'directory') {
    const { digest, byteLength } = await digestFolder(files, path, await files.list(path))
    return { kind: 'folder', digest, byteLength }
  }
  const content = await digestFile(files, path)
  const rows = path.endsWith('.parquet') ? await parquetRows(files, path) : undefined
  return { kind: 'file', ...content, ...(rows === undefined ? {} : { rows }) }
}

async function parquetRows(files: Files, path: string): Promise<number | undefined> {
  const source = await files.open(path)
  try {
    return (await openTable(source, { format: 'parquet' })).rowCount
  } finally {
    await source.close()
  }
}

/**
 * The files a pattern chooses: `*` and `?` within a segment, `**` for any number of folders.
 *
 * @throws LineageError `data-not-found` when it chooses none: a pattern that matches nothing trained nothing
 */
export async function readPattern(files: Files, pattern: string): Promise<PathIdentity> {
  const segments = pattern.split('/')
  const fixed = segments.findIndex((segment) => /[*?]/.test(segment))
  const folder = segments.slice(0, fixed).join('/') || '.'
  const rest = segments.slice(fixed).join('/')
  const matcher = matcherOf(rest)
  const stat = await files.stat(folder)
  const names =
    stat?.kind === 'directory' ? (await files.list(folder)).filter((name) => matcher.test(name)) : []
  if (names.length === 0) throw new LineageError('data-not-found', `${pattern}: matches no file`)
  const found = await digestFolder(files, folder, names)
  return { kind: 'files', pattern, files: found.files, digest: found.digest, byteLength: found.byteLength }
}

/** Linear in the name: every part of the expression is a class that the next part cannot begin inside of, per segment. */
function matcherOf(pattern: string): RegExp {
  const source = pattern
    .split('/')
    .map((segment) =>
      segment === '**'
        ? '(?:[^/]+/)*'
        : `${segment
            .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
            .replaceAll(/\*+/g, '[^/]*')
            .replaceAll('?', '[^/]')}/`,
    )
    .join('')
  return new RegExp(`^${source.replace(/\/$/, '')}$`)
}
