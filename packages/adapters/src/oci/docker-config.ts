import { UserError } from '@mlops-actions/core'
import { z } from 'zod'

/** Who we are to a registry. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** An OAuth2 refresh token, as Azure's registry hands out (`identitytoken`). */
  | { readonly kind: 'identity-token'; readonly token: string }

const entry = z.looseObject({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
})

const configSchema = z.looseObject({
  auths: z.record(z.string(), entry).default({}),
  credsStore: z.string().optional(),
  credHelpers: z.record(z.string(), z.string()).default({}),
})

export type DockerConfig = z.infer<typeof configSchema>

/** @throws UserError `invalid-docker-config`; the message never quotes the file, which holds passwords */
export function parseDockerConfig(text: string, path: string): DockerConfig {
  try {
    return configSchema.parse(JSON.parse(text))
  } catch {
    throw new UserError('invalid-docker-config', `${path}: not a configuration of docker`, {
      remedy: 'Write it with `docker login` or docker/login-action.',
    })
  }
}

/** The program that keeps the credentials of a host (`docker-credential-<name>`), if one does. It goes before `auths`. */
export function helperFor(config: DockerConfig, host: string): string | undefined {
  const named = keysOf(host).find((key) => Object.hasOwn(config.credHelpers, key))
  const helper = named === undefined ? config.credsStore : config.credHelpers[named]
  if (helper === undefined || helper === '') return undefined
  if (/^[A-Za-z0-9._-]+$/.test(helper) && !helper.startsWith('.')) return helper
  throw new UserError('invalid-docker-config', `${JSON.stringify(helper)} is no name of a credential helper`)
}

/** What the file itself holds for a repository of a host; the longest key that fits, as podman keeps one a namespace. */
export function storedCredential(
  config: DockerConfig,
  host: string,
  repository: string,
): Credential | undefined {
  const segments = repository.split('/')
  const namespaces = segments.map(
    (_, index) => `${host}/${segments.slice(0, segments.length - index).join('/')}`,
  )
  const key = [...namespaces, ...keysOf(host)].find((name) => Object.hasOwn(config.auths, name))
  const found = key === undefined ? undefined : config.auths[key]
  if (!found) return undefined
  if (found.identitytoken) return { kind: 'identity-token', token: found.identitytoken }
  const pair = Buffer.from(found.auth ?? '', 'base64').toString('utf8')
  const split = pair.indexOf(':')
  const username = found.username ?? pair.slice(0, Math.max(0, split))
  const password = found.password ?? (split < 0 ? '' : pair.slice(split + 1).replace(/\0+$/, ''))
  return username === '' || password === '' ? undefined : { kind: 'password', username, password }
}

/** How docker has spelt hosts over the years. */
export function keysOf(host: string): readonly string[] {
  const hub = host === 'docker.io' ? ['https://index.docker.io/v1/', 'index.docker.io'] : []
  return [host, ...hub, `https://${host}`, `https://${host}/`, `https://${host}/v1/`, `https://${host}/v2/`]
}
