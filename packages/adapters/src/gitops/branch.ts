import type { Runtime } from '@mlops-actions/core'
import { gitStore, type RegistryStore } from '@mlops-actions/registry'
import { checkedRemote } from '../git/checked-remote.ts'
import { translated } from '../registry/origin.ts'

/** A branch read and written by compare-and-swap: the registry's git store, on a branch that has other files too. */
export type GitBranch = Pick<RegistryStore, 'head' | 'commit'>

/**
 * The job's signal is not handed on: a rollback begins after a cancellation, and its git commands must not be stopped.
 *
 * @throws UserError `invalid-remote`, `invalid-name`, `git-failed`
 */
export function gitopsBranch(
  runtime: Pick<Runtime, 'clock' | 'env' | 'exec' | 'files' | 'random' | 'secrets'>,
  options: { readonly url: string; readonly branch: string; readonly token?: string | undefined },
): Promise<GitBranch> {
  const { clock, exec, files, random } = runtime
  return translated(async () => {
    const remote = checkedRemote(runtime, options.url, options.token)
    const directory = await files.temporary('canary-git-')
    return gitStore({ exec, directory, remote, branch: options.branch, clock, random })
  })
}
