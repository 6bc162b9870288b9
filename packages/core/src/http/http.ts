import { HttpError, UserError } from '../error.ts'
import type { Clock } from '../ports/clock.ts'
import type { Env } from '../ports/env.ts'
import type { Http, HttpRequest, HttpResponse } from '../ports/http.ts'
import type { Random } from '../ports/outputs.ts'
import { type Connection, connect } from './connection.ts'
import { exchange, TooLarge } from './exchange.ts'
import type { Outgoing } from './redirect.ts'
import { isTemporary, RETRY_AFTER_MAX_MS, retriesOf, waitBefore } from './retry.ts'

const DEFAULT_TIMEOUT_MS = 30_000
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024
const USER_AGENT = 'mlops-actions'

/** What the HTTP layer needs of the world. */
export interface HttpWorld {
  readonly env: Env
  readonly clock: Clock
  readonly random: Random
  /** Ends every exchange: the job was cancelled. */
  readonly signal: AbortSignal
}

/** The Http port over undici. Nothing is loaded, and no connection made, before the first request. */
export function httpClient(world: HttpWorld): Http {
  let connection: Promise<Connection> | undefined
  return {
    async send(request) {
      const outgoing = outgoingOf(request)
      connection ??= connect(world.env)
      return withRetries(await connection, request, outgoing, world)
    },
  }
}

async function withRetries(
  connection: Connection,
  request: HttpRequest,
  outgoing: Outgoing,
  { clock, random, signal: ended }: HttpWorld,
): Promise<HttpResponse> {
  const retries = retriesOf(request)
  const stop = request.signal ? AbortSignal.any([ended, request.signal]) : ended
  for (let attempt = 0; ; attempt++) {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS)])
    const result = await exchange(connection, outgoing, {
      maxBytes: request.maxBytes ?? DEFAULT_MAX_BYTES,
      streamed: request.streamed === true,
      signal,
    }).catch((error: unknown) => error)
    const response = result instanceof Error ? undefined : (result as HttpResponse)
    const wait = waitBefore(attempt, response, clock.now(), (random.bytes(1)[0] ?? 0) / 256)
    const again = response
      ? isTemporary(response.status)
      : result instanceof HttpError && !(result instanceof TooLarge)
    if (!again || attempt >= retries || wait > RETRY_AFTER_MAX_MS || stop.aborted) {
      if (response) return response
      throw result
    }
    await clock.sleep(wait, stop)
    if (stop.aborted)
      throw new HttpError(outgoing.url.host, `${outgoing.method} ${outgoing.url.host}: aborted`)
  }
}

function outgoingOf({ method = 'GET', url, headers = {}, body, content, tls }: HttpRequest): Outgoing {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new UserError('unsupported-url', `${shown(url)}: not an http(s) URL`)
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new UserError('credentials-in-url', `${parsed.host}: the URL holds a user name or password`, {
      remedy: 'URLs end up in logs. Give credentials as a secret in their own input.',
    })
  }
  const agent = Object.keys(headers).some((name) => name.toLowerCase() === 'user-agent')
  return {
    method,
    url: parsed,
    headers: agent ? headers : { ...headers, 'user-agent': USER_AGENT },
    body: content ?? body,
    tls,
  }
}

/** Up to the query or fragment, which may hold a secret. */
function shown(url: string): string {
  return JSON.stringify(
    url
      .replace(/[?#].*$/s, '')
      .replace(/\/\/[^/]*@/, '//')
      .slice(0, 200),
  )
}
