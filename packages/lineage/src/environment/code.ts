/** Runs a program by argv; structurally core's `Exec`. */
export interface Exec {
  run(
    command: string,
    args: readonly string[],
    options?: {
      readonly cwd?: string
      readonly env?: Readonly<Record<string, string | undefined>>
      readonly timeoutMs?: number
    },
  ): Promise<{ readonly exitCode: number; readonly stdout: Uint8Array; readonly stderr: string }>
}

const TIMEOUT_MS = 60_000

/**
 * Whether the work tree differs from its commit: a model made from code that nobody committed cannot be made again.
 * Untracked files do not count, since a training job writes its data and its model there; nor does the model itself where it
 * is kept in the repository.
 *
 * @param model path of the model, relative to the folder
 * @returns undefined where the folder is no git work tree, or git is not there: unknown is not clean
 */
export async function isDirty(exec: Exec, folder: string, model?: string): Promise<boolean | undefined> {
  // In a container job the checkout belongs to another user. fsmonitor would run a program that the repository's own configuration names.
  const args = [
    '-c',
    `safe.directory=${folder}`,
    '-c',
    'core.fsmonitor=false',
    'status',
    '--porcelain=v1',
    '--untracked-files=no',
    ...(model === undefined ? [] : ['--', '.', `:(exclude,literal)${model}`]),
  ]
  const status = await exec
    .run('git', args, { cwd: folder, env: { GIT_OPTIONAL_LOCKS: '0' }, timeoutMs: TIMEOUT_MS })
    .catch(() => undefined)
  if (status === undefined || status.exitCode !== 0) return undefined
  return status.stdout.length > 0
}
