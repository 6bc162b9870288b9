import type { HttpContent, HttpRequest, HttpResponse } from '@mlops-actions/core'
import { RegistryError } from '@mlops-actions/registry'
import { z } from 'zod'
import type { Network } from '../transfer/network.ts'
import { type Challenge, parseChallenge } from './challenge.ts'
import type { Credentials } from './credentials.ts'
import type { Credential } from './docker-config.ts'
import { type OciPlace, placeText } from './place.ts'
import { basicHeader, fetchToken, type Token } from './token.ts'

export interface OciRequest {
  readonly method: NonNullable<HttpRequest['method']>
  /** Below `/v2/<repository>/`, or the URL of an upload session. */
  readonly to: string | URL
  readonly access: 'pull' | 'push'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  readonly content?: HttpContent
  readonly streamed?: boolean
  readonly maxBytes?: number
  readonly timeoutMs?: number
  readonly retries?: number
  /** Another repository whose blobs are mounted: the token has to cover it too. */
  readonly mountFrom?: string
}

/** One repository, spoken to as who we are. Any status but 401 and 403 is a value. */
export interface OciClient {
  readonly place: OciPlace
  readonly network: Network
  /** @throws RegistryError `bytes-refused`; HttpError */
  send(request: OciRequest): Promise<HttpResponse>
  /** Where a request goes. */
  url(to: string | URL): URL
}

const MAX_ANSWER_BYTES = 4 << 20

/** Nothing is sent, and no credential looked for, before the first request. */
export function ociClient(network: Network, place: OciPlace, credentials: Credentials): OciClient {
  const tokens = new Map<string, Token>()
  let challenge: Promise<Challenge | undefined> | undefined
  let credential: Promise<Credential | undefined> | undefined
  const base = new URL(`/v2/${place.repository}/`, place.origin)

  async function ping(): Promise<Challenge | undefined> {
    const response = await network.http.send({
      url: new URL('/v2/', place.origin).href,
      maxBytes: MAX_ANSWER_BYTES,
      signal: network.signal,
    })
    return response.status === 401
      ? parseChallenge(response.headers.get('www-authenticate') ?? '')
      : undefined
  }

  async function authorization(request: OciRequest, extra: string | undefined) {
    challenge ??= ping()
    const wanted = await challenge
    if (!wanted) return {}
    credential ??= credentials(place)
    const known = await credential
    if (wanted.scheme === 'basic') return basicHeader(known)
    const scopes = [...new Set([...scopesOf(place, request), ...(extra ?? '').split(' ').filter(Boolean)])]
    const key = scopes.join(' ')
    const held = tokens.get(key)
    const token =
      held && held.until > network.clock.now()
        ? held
        : await fetchToken(network, wanted, scopes, known, place.origin)
    tokens.set(key, token)
    return { authorization: `Bearer ${token.value}` }
  }

  async function attempt(request: OciRequest, extra?: string): Promise<HttpResponse> {
    const url = typeof request.to === 'string' ? new URL(request.to, base) : request.to
    // An upload session may live on another host, which has its own ways to know us (a signed URL).
    const ours = url.origin === base.origin
    return network.http.send({
      method: request.method,
      url: url.href,
      headers: { ...request.headers, ...(ours ? await authorization(request, extra) : {}) },
      ...(request.body !== undefined && { body: request.body }),
      ...(request.content !== undefined && { content: request.content }),
      ...(request.streamed !== undefined && { streamed: request.streamed }),
      ...(request.timeoutMs !== undefined && { timeoutMs: request.timeoutMs }),
      ...(request.retries !== undefined && { retries: request.retries }),
      maxBytes: request.maxBytes ?? MAX_ANSWER_BYTES,
      signal: network.signal,
    })
  }

  return {
    place,
    network,
    url: (to) => (typeof to === 'string' ? new URL(to, base) : to),
    async send(request) {
      const first = await attempt(request)
      const asked =
        first.status === 401 ? parseChallenge(first.headers.get('www-authenticate') ?? '') : undefined
      if (asked) {
        // The token ran out or covers too little; the challenge says what it should have covered.
        challenge = Promise.resolve(asked)
        tokens.clear()
      }
      const response = asked
        ? await attempt(request, asked.scheme === 'bearer' ? asked.scope : undefined)
        : first
      if (response.status === 401 || response.status === 403) {
        throw refused(place, request, response, (await credential) !== undefined)
      }
      return response
    },
  }
}

function scopesOf({ repository }: OciPlace, { access, mountFrom }: OciRequest): readonly string[] {
  const own = `repository:${repository}:${access === 'push' ? 'pull,push' : 'pull'}`
  return mountFrom === undefined ? [own] : [own, `repository:${mountFrom}:pull`]
}

const errorsSchema = z.looseObject({
  errors: z.array(z.looseObject({ code: z.string().catch(''), message: z.string().catch('') })).min(1),
})

/** The registry's own code and words for a refusal, on one line; empty when it gave none. */
export function ociReason({ body }: HttpResponse): { readonly code: string; readonly text: string } {
  try {
    const { code, message } = errorsSchema.parse(JSON.parse(new TextDecoder().decode(body))).errors[0]!
    return { code, text: `${code} ${message}`.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 300) }
  } catch {
    return { code: '', text: '' }
  }
}

/** A status nobody planned for, with what the registry said. */
export function ociFailed(place: OciPlace, what: string, response: HttpResponse): RegistryError {
  const { text } = ociReason(response)
  return new RegistryError(
    'bytes-failed',
    `${placeText(place)}: ${what} was answered ${response.status}${text === '' ? '' : ` (${text})`}`,
  )
}

function refused(
  place: OciPlace,
  request: OciRequest,
  response: HttpResponse,
  known: boolean,
): RegistryError {
  const what = request.access === 'push' ? 'writing' : 'reading'
  const { text } = ociReason(response)
  return new RegistryError(
    'bytes-refused',
    `${placeText(place)}: ${what} was refused (${response.status}${text === '' ? '' : `, ${text}`})`,
    {
      remedy: known
        ? 'Check what the credentials may do; on GitHub the job needs `packages: write`.'
        : 'There are no credentials for this registry: log in with docker/login-action or `docker login`.',
    },
  )
}
