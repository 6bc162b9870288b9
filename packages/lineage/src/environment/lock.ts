import { digestBytes } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { LineageError } from '../error.ts'
import type { Files } from '../ports.ts'
import { LOCK_FILES, type LockKind, lockKindOf } from './lock-kinds.ts'
import { type Pin, pinsOf } from './pins.ts'

/** A package-lock.json of a monorepo stays below. */
const MAX_LOCK_BYTES = 64 * 2 ** 20

/** A dependency lock file, as the record keeps it, and what it pins. */
export interface Lock {
  readonly path: string
  readonly digest: Digest
  readonly kind: LockKind
  readonly packages: number
  /** Packages held to one version. */
  readonly pinned: number
  readonly pins: readonly Pin[]
}

/**
 * @throws LineageError `invalid-lock` for a file that names no package, `corrupt`
 */
export async function readLock(files: Files, path: string): Promise<Lock> {
  const bytes = await files.read(path, { maxBytes: MAX_LOCK_BYTES })
  const kind = lockKindOf(path)
  const pins = pinsOf(bytes, kind, path)
  if (pins.length === 0) {
    throw new LineageError('invalid-lock', `${path}: names no package, read as ${kind}`, {
      remedy: `Give one of ${LOCK_FILES.join(', ')}, or the output of \`pip freeze\`.`,
    })
  }
  const pinned = pins.filter(({ version }) => version !== undefined).length
  return { path, digest: digestBytes(bytes), kind, packages: pins.length, pinned, pins }
}

/** The lock file at the top of the workspace that pins the most; undefined where there is none. */
export async function findLock(files: Files): Promise<string | undefined> {
  for (const name of LOCK_FILES) if ((await files.stat(name))?.kind === 'file') return name
  return undefined
}
