import type { Runtime } from '@mlops-actions/core'
import type { Credentials } from './credentials.ts'

/**
 * Credentials for GitHub's own container registry out of the job's token, where docker's configuration has none: no login
 * step is needed, only `packages: write`. The token goes to the registry of the very GitHub it came from and to no other host.
 */
export function githubPackages(
  { github, secrets }: Pick<Runtime, 'github' | 'secrets'>,
  token: string | undefined,
  otherwise: Credentials,
): Credentials {
  return async (place) => {
    const found = await otherwise(place)
    if (found || token === undefined || place.host !== registryOf(github.context.serverUrl)) return found
    secrets.mask(token)
    return { kind: 'password', username: github.context.actor ?? 'x-access-token', password: token }
  }
}

/** github.com and tenants of ghe.com share a scheme of names; a GitHub Enterprise Server has its own with subdomain isolation. */
function registryOf(serverUrl: string): string {
  const { host } = new URL(serverUrl)
  return host === 'github.com' ? 'ghcr.io' : `containers.${host}`
}
