import { type Runtime, UserError } from '@mlops-actions/core'

/**
 * This repository: the checkout's origin, so that it also works outside GitHub; else the one the workflow runs in.
 * @throws UserError `no-remote`
 */
export async function ownRemote({
  exec,
  files,
  github,
}: Pick<Runtime, 'exec' | 'files' | 'github'>): Promise<string> {
  const workspace = files.resolve('.')
  // In a container job the checkout belongs to another user; reading one value of its configuration is harmless.
  const safe = `safe.directory=${workspace}`
  const args = ['-c', safe, '-C', workspace, 'config', '--get', 'remote.origin.url']
  const found = await exec.run('git', args)
  const origin = new TextDecoder().decode(found.stdout).trim()
  if (found.exitCode === 0 && origin !== '') return origin
  const { serverUrl, repository } = github.context
  if (repository) return `${serverUrl}/${repository.owner}/${repository.name}.git`
  throw new UserError('no-remote', 'there is no git repository here, and none was named', {
    remedy: 'Run in a checkout with an `origin`, or name the repository (inputs `remote`, `gitops-remote`).',
  })
}
