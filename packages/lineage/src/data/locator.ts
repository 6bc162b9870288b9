import { LineageError } from '../error.ts'

/** Data as people write them: a path, a pattern, or `<system>:<where>`. */
export type Locator =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'files'; readonly pattern: string }
  | { readonly kind: 'dvc'; readonly path: string }
  | {
      readonly kind: 'lakefs'
      readonly repository: string
      readonly ref: string
      readonly path: string | undefined
    }
  | { readonly kind: 'delta'; readonly path: string; readonly version: number | undefined }
  | { readonly kind: 'iceberg'; readonly path: string; readonly snapshot: string | undefined }
  | { readonly kind: 'feast'; readonly path: string; readonly service: string }
  | { readonly kind: 'sql'; readonly id: string }

const SCHEMES = ['file', 'dvc', 'lakefs', 'delta', 'iceberg', 'feast', 'sql'] as const
type Scheme = (typeof SCHEMES)[number]

/** How each system is written; shown when it was not written so. */
const FORMS: Readonly<Record<Scheme, string>> = {
  file: 'file:<path>',
  dvc: 'dvc:<path of a .dvc file, or of data that DVC tracks>',
  lakefs: 'lakefs:<repository>/<branch, tag or commit>[/<path>]',
  delta: 'delta:<folder of the table>[@<version>]',
  iceberg: 'iceberg:<folder of the table or metadata.json>[@<snapshot id>]',
  feast: 'feast:<registry.db>#<feature service>',
  sql: 'sql:<table and time-travel id, as your engine writes it>',
}

/**
 * `data/train.parquet`, `data/2024-*.csv`, `dvc:data/train.csv`, `delta:lake/trips@42`, ...
 *
 * @throws LineageError `invalid-data`, saying how the system is written
 */
export function parseLocator(text: string): Locator {
  const scheme = SCHEMES.find((known) => text.startsWith(`${known}:`))
  if (scheme === undefined) {
    return /[*?]/.test(text) ? { kind: 'files', pattern: text } : { kind: 'path', path: text }
  }
  const rest = text.slice(scheme.length + 1).replace(/^\/\/(?=[^/])/, '')
  const located = rest === '' ? undefined : locate(scheme, rest)
  if (located) return located
  throw new LineageError('invalid-data', `${JSON.stringify(text)} is not written as ${FORMS[scheme]}`)
}

function locate(scheme: Scheme, rest: string): Locator | undefined {
  switch (scheme) {
    case 'file':
      return { kind: 'path', path: rest }
    case 'dvc':
      return { kind: 'dvc', path: rest }
    case 'sql':
      return rest.length <= 900 ? { kind: 'sql', id: rest } : undefined
    case 'lakefs': {
      const [, repository, ref, path] = /^([a-z0-9][a-z0-9-]{2,62})\/([^/\s]+)(?:\/(.+))?$/.exec(rest) ?? []
      return repository !== undefined && ref !== undefined
        ? { kind: 'lakefs', repository, ref, path }
        : undefined
    }
    case 'delta': {
      const [, path, version] = /^(.+?)(?:@(\d{1,15}))?$/.exec(rest) ?? []
      return path === undefined
        ? undefined
        : { kind: 'delta', path: bare(path), version: version === undefined ? undefined : Number(version) }
    }
    case 'iceberg': {
      const [, path, snapshot] = /^(.+?)(?:@(\d{1,19}))?$/.exec(rest) ?? []
      return path === undefined ? undefined : { kind: 'iceberg', path: bare(path), snapshot }
    }
    case 'feast': {
      const at = rest.lastIndexOf('#')
      return at > 0 && at < rest.length - 1
        ? { kind: 'feast', path: rest.slice(0, at), service: rest.slice(at + 1) }
        : undefined
    }
  }
}

function bare(folder: string): string {
  return folder.length > 1 ? folder.replace(/\/+$/, '') : folder
}
