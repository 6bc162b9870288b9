import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Paths of what git tracks, below the root; what a build left beside it is left out. */
export async function trackedFiles(...pathspec: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('git', ['-C', root, 'ls-files', '-z', '--', ...pathspec], {
    maxBuffer: 16 * 2 ** 20,
  })
  return stdout.split('\0').filter((path) => path !== '')
}
