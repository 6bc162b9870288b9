import { isAbsolute, resolve } from 'node:path'
import type { Runtime } from '@mlops-actions/core'
import { type GitRemote, gitRemote } from '@mlops-actions/registry'
import { ownRemote } from '../git/own-remote.ts'

export interface RemoteChoice {
  /** From the step's inputs: the workflow's author wrote it. */
  readonly input?: string
  /** From the policy file, which a pushed branch can change. */
  readonly policy?: string
  /** The job's own token: for this GitHub and nothing else. */
  readonly token?: string
  /** A token given for the registry. */
  readonly remoteToken?: string
}

/**
 * The repository that holds the registry: the input, else the policy's, else this repository.
 *
 * The job's token goes to GitHub's own host alone. A token given for the registry also goes where the step's `remote` says;
 * never where only the policy file says, or anybody who can push a branch could have it sent to a server of theirs.
 *
 * @throws UserError `no-remote`; RegistryError `invalid-remote`
 */
export async function registryRemote(runtime: Runtime, choice: RemoteChoice): Promise<GitRemote> {
  const { secrets } = runtime
  const url = choice.input ?? choice.policy ?? (await ownRemote(runtime))
  gitRemote(url) // Refused as it was written, before a path is made of it.
  const place = isPath(url) && !isAbsolute(url) ? resolve(runtime.files.resolve('.'), url) : url
  const token = tokenFor(runtime, choice, place)
  if (token === undefined) return gitRemote(place)
  secrets.mask(token)
  // git receives it in this form, and a debug log of git would show it in this form.
  secrets.mask(Buffer.from(`x-access-token:${token}`).toString('base64'))
  const inherited = Number(runtime.env.get('GIT_CONFIG_COUNT') ?? 0)
  return gitRemote(place, token, Number.isSafeInteger(inherited) && inherited > 0 ? inherited : 0)
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

/** Neither `https://...` nor `git@host:path`: what git takes for a path too. */
function isPath(url: string): boolean {
  return !url.includes('://') && !/^[^/]+:/.test(url)
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined
}
