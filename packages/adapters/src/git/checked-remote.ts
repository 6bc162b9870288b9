import { isAbsolute, resolve } from 'node:path'
import type { Runtime } from '@mlops-actions/core'
import { type GitRemote, gitRemote } from '@mlops-actions/registry'

/**
 * A remote as git takes it. A relative path is one of the workspace; a token is masked in both forms it has.
 *
 * @throws RegistryError `invalid-remote`
 */
export function checkedRemote(
  { env, files, secrets }: Pick<Runtime, 'env' | 'files' | 'secrets'>,
  url: string,
  token: string | undefined,
): GitRemote {
  gitRemote(url) // Refused as it was written, before a path is made of it.
  const place = isPath(url) && !isAbsolute(url) ? resolve(files.resolve('.'), url) : url
  if (token === undefined) return gitRemote(place)
  secrets.mask(token)
  // git receives it in this form, and a debug log of git would show it in this form.
  secrets.mask(Buffer.from(`x-access-token:${token}`).toString('base64'))
  const inherited = Number(env.get('GIT_CONFIG_COUNT') ?? 0)
  return gitRemote(place, token, Number.isSafeInteger(inherited) && inherited > 0 ? inherited : 0)
}

/** Neither `https://...` nor `git@host:path`: what git takes for a path too. */
function isPath(url: string): boolean {
  return !url.includes('://') && !/^[^/]+:/.test(url)
}
