import { isAbsolute, relative, resolve, sep } from 'node:path'
import { UserError } from '../error.ts'

/** The two folders an action may touch: absolute paths without a trailing slash. */
export interface Roots {
  readonly workspace: string
  readonly temporary: string
}

/**
 * The absolute path that `path` spells, relative paths counting from the workspace.
 *
 * Looks at the spelling only: a caller with a real file system must check again after following symbolic links.
 * @throws UserError `path-outside-workspace`, and `invalid-path` for an empty path or one with a NUL byte
 */
export function containedPath(path: string, roots: Roots): string {
  if (path === '' || path.includes('\0')) {
    throw new UserError('invalid-path', `${JSON.stringify(path)} is not a path`)
  }
  const absolute = resolve(roots.workspace, path)
  if (!isInside(absolute, roots)) throw outside(path)
  return absolute
}

/** True for the roots themselves and everything below them. */
export function isInside(absolute: string, roots: Roots): boolean {
  return [roots.workspace, roots.temporary].some((root) => {
    const way = relative(root, absolute)
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
  })
}

/** The refusal every implementation of the Files port gives. */
export function outside(path: string): UserError {
  return new UserError('path-outside-workspace', `${path}: leads outside the workspace`, {
    remedy: 'Use a path below the workspace (or RUNNER_TEMP), also after following symbolic links.',
  })
}

/** Order of paths by their segments, so that `a/b` stands before `a-b`: what a digest over a folder needs. */
export function comparePaths(a: string, b: string): number {
  const left = a.split('/')
  const right = b.split('/')
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const one = left[index] ?? ''
    const other = right[index] ?? ''
    if (one !== other) return one < other ? -1 : 1
  }
  return left.length - right.length
}
