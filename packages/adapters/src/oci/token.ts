import type { HttpResponse } from '@mlops-actions/core'
import { RegistryError } from '@mlops-actions/registry'
import { z } from 'zod'
import type { Network } from '../transfer/network.ts'
import type { Challenge } from './challenge.ts'
import type { Credential } from './docker-config.ts'

export interface Token {
  readonly value: string
  /** Milliseconds since the epoch; after it a new one is asked for. */
  readonly until: number
}

const MAX_ANSWER_BYTES = 1 << 20
/** Distribution's token specification: "if omitted, this defaults to 60 seconds". */
const DEFAULT_LIFE_SECONDS = 60
/** A token is not used in its last moments: the request has to arrive with it still good. */
const MARGIN_MS = 10_000

const answerSchema = z.looseObject({
  token: z.string().min(1).optional(),
  access_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
})

/**
 * A bearer token for scopes, by the two ways servers know: GET with the password as Basic (distribution's token
 * specification), and the OAuth2 form, which an identity token needs and some want for passwords.
 *
 * @throws RegistryError `bytes-refused`
 */
export async function fetchToken(
  network: Network,
  challenge: Extract<Challenge, { readonly scheme: 'bearer' }>,
  scopes: readonly string[],
  credential: Credential | undefined,
  origin: string,
): Promise<Token> {
  const realm = checkedRealm(challenge.realm, origin)
  const first =
    credential?.kind === 'identity-token'
      ? await form(network, realm, challenge, scopes, {
          grant_type: 'refresh_token',
          refresh_token: credential.token,
        })
      : await plain(network, realm, challenge, scopes, credential)
  const again = credential?.kind === 'password' && [400, 401, 403, 404, 405].includes(first.status)
  const answer = again
    ? await form(network, realm, challenge, scopes, {
        grant_type: 'password',
        username: credential.username,
        password: credential.password,
      })
    : first
  const found = answer.status === 200 ? answerSchema.safeParse(json(answer)) : undefined
  const value = found?.success === true ? (found.data.token ?? found.data.access_token) : undefined
  if (value === undefined) throw refused(realm, again ? first.status : answer.status, credential)
  network.secrets.mask(value)
  const life = (found?.data?.expires_in ?? DEFAULT_LIFE_SECONDS) * 1000
  return { value, until: network.clock.now() + Math.max(life - MARGIN_MS, life / 2) }
}

/** Passwords go there: over TLS, unless the registry itself is spoken to without, on its own host. */
function checkedRealm(realm: string, origin: string): URL {
  const url = URL.canParse(realm) ? new URL(realm) : undefined
  const registry = new URL(origin)
  const plainAllowed = registry.protocol === 'http:' && url?.hostname === registry.hostname
  if (
    url &&
    url.username === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && plainAllowed))
  ) {
    return url
  }
  throw new RegistryError(
    'bytes-refused',
    `${registry.host} names a token service that is not protected by TLS`,
  )
}

function plain(
  { http, signal }: Network,
  realm: URL,
  { service }: { readonly service: string | undefined },
  scopes: readonly string[],
  credential: Credential | undefined,
): Promise<HttpResponse> {
  const url = new URL(realm)
  if (service !== undefined) url.searchParams.set('service', service)
  for (const scope of scopes) url.searchParams.append('scope', scope)
  return http.send({
    url: url.href,
    headers: { accept: 'application/json', ...basicHeader(credential) },
    maxBytes: MAX_ANSWER_BYTES,
    signal,
  })
}

function form(
  { http, signal }: Network,
  realm: URL,
  { service }: { readonly service: string | undefined },
  scopes: readonly string[],
  fields: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  const body = new URLSearchParams({
    ...fields,
    client_id: 'mlops-actions',
    scope: scopes.join(' '),
    ...(service !== undefined && { service }),
  })
  return http.send({
    method: 'POST',
    url: realm.href,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
    // Asking for a token twice makes two tokens, and harms nobody.
    retries: 2,
    maxBytes: MAX_ANSWER_BYTES,
    signal,
  })
}

export function basicHeader(credential: Credential | undefined): Readonly<Record<string, string>> {
  if (credential?.kind !== 'password') return {}
  const pair = Buffer.from(`${credential.username}:${credential.password}`).toString('base64')
  return { authorization: `Basic ${pair}` }
}

function json({ body }: HttpResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

function refused(realm: URL, status: number, credential: Credential | undefined): RegistryError {
  const who = credential ? 'with the credentials of the docker configuration' : 'without credentials'
  return new RegistryError('bytes-refused', `${realm.host} gave no token ${who} (${status})`, {
    remedy: credential
      ? 'Check that they are still valid and may use this repository.'
      : 'Log in first: docker/login-action, or `docker login`.',
  })
}
