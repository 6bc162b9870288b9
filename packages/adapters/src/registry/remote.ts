import type { Runtime } from '@mlops-actions/core'
import type { GitRemote } from '@mlops-actions/registry'
import { checkedRemote } from '../git/checked-remote.ts'
import { ownRemote } from '../git/own-remote.ts'
import { withoutSecret } from '../git/without-secret.ts'

export interface RemoteChoice {
  /** From the step's inputs: the workflow's author wrote it. */
  readonly input?: string | undefined
  /** From the policy file, which a pushed branch can change. */
  readonly policy?: string | undefined
  /** The job's own token: for this GitHub and nothing else. */
  readonly token?: string | undefined
  /** A token given for the registry. */
  readonly remoteToken?: string | undefined
}

/**
 * The repository that holds the registry: the input, else the policy's, else this repository.
 *
 * The job's token goes to GitHub's own host alone. A token given for the registry also goes where the step's `remote` says;
 * never where only the policy file says, or anybody who can push a branch could have it sent to a server of theirs.
 *
 * @throws UserError `no-remote`, `secret-in-url`; RegistryError `invalid-remote`
 */
export async function registryRemote(runtime: Runtime, choice: RemoteChoice): Promise<GitRemote> {
  const url = namedIn(choice) ?? (await ownRemote(runtime))
  return checkedRemote(runtime, url, tokenFor(runtime, choice, url))
}

/** What somebody wrote down. The checkout's own origin may hold a token: GitLab CI puts one there. */
function namedIn({ input, policy }: RemoteChoice): string | undefined {
  if (input !== undefined) return withoutSecret(input, 'remote', 'remote-token')
  return policy === undefined ? undefined : withoutSecret(policy, 'registry.remote', 'remote-token')
}

function tokenFor(
  { github, log }: Runtime,
  { input, token, remoteToken }: RemoteChoice,
  place: string,
): string | undefined {
  if (hostOf(place) === hostOf(github.context.serverUrl)) return remoteToken ?? token
  if (input === undefined && remoteToken !== undefined) {
    log.warning(
      'remote-token is not used: the policy file names a remote elsewhere. Name it in `remote` too.',
    )
    return undefined
  }
  return remoteToken
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined
}
