import type { Octokit } from '@octokit/rest'
import { fetchThrough } from '../http/fetch.ts'
import type { Http } from '../ports/http.ts'
import type { Log } from '../ports/log.ts'

export interface ClientOptions {
  readonly token: string
  readonly apiUrl: string
  readonly http: Http
  readonly log: Pick<Log, 'debug' | 'warning'>
  /** False leaves out octokit's pauses between writes (1 to 3 s): for servers that are not GitHub. Default true. */
  readonly paced?: boolean
}

/** Rate limits that last longer end the effect instead of the job's patience. */
const LIMIT_WAIT_MAX_S = 120

/**
 * octokit with its retry and throttling plugins, over our HTTP layer. Loaded only when there is a token to use it with.
 *
 * A POST is not sent again after a server error: it may have been carried out, and a second comment or deployment is
 * worse than a warning. Refused by a rate limit it was not carried out, so then it is.
 */
export async function octokitClient(options: ClientOptions): Promise<Octokit> {
  const [{ Octokit }, { retry }, { throttling }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ])
  const { log } = options
  const wantRetry = (seconds: number, { method, url }: { method: string; url: string }, retried: number) => {
    const again = retried < 1 && seconds <= LIMIT_WAIT_MAX_S
    log.warning(
      `GitHub's rate limit: ${method} ${url} ${again ? `is sent again in ${seconds} s` : 'is given up'}`,
    )
    return again
  }
  const quiet = (message: string) => log.debug(message)
  const client = new (Octokit.plugin(retry, throttling))({
    auth: options.token,
    baseUrl: options.apiUrl,
    userAgent: 'mlops-actions',
    request: { fetch: fetchThrough(options.http) },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    throttle: {
      enabled: options.paced ?? true,
      onRateLimit: (seconds, request, _octokit, retried) => wantRetry(seconds, request, retried),
      onSecondaryRateLimit: (seconds, request, _octokit, retried) => wantRetry(seconds, request, retried),
    },
  })
  client.hook.before('request', (request) => {
    if (request.method === 'POST') request.request.retries = 0
  })
  return client
}
