import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Arm = 'stable' | 'canary'

export interface Traffic {
  /** Prometheus' API, and below /identity/<arm> what each arm says it serves. */
  readonly url: string
  readonly digests: Readonly<Record<Arm, string>>
  close(): Promise<void>
}

interface Counters {
  requests: number
  errors: number
  /** Scraped: seconds since the epoch, requests, errors. */
  readonly samples: (readonly [at: number, requests: number, errors: number])[]
}

const REQUESTS_PER_SECOND = 500
const SCRAPE_MS = 250
/** A rollout refuses to start on a stable arm that nobody has measured yet. */
const HISTORY_MS = 20_000

/**
 * Two arms behind a splitter, and the Prometheus that scrapes them. Real HTTP, real time; the requests are only counted.
 * @param share percent of traffic on the canary, now
 * @param errorRate share of the canary's requests that fail; stable's never do
 */
export async function startTraffic(share: () => Promise<number>, errorRate: number): Promise<Traffic> {
  const arms: Record<Arm, Counters> = {
    stable: { requests: 0, errors: 0, samples: [] },
    canary: { requests: 0, errors: 0, samples: [] },
  }
  const digests = { stable: `sha256:${'a'.repeat(64)}`, canary: `sha256:${'b'.repeat(64)}` }
  const live = (now: number, percent: number): void => {
    const requests = (REQUESTS_PER_SECOND * SCRAPE_MS) / 1_000
    arms.canary.requests += requests * (percent / 100)
    arms.stable.requests += requests * (1 - percent / 100)
    arms.canary.errors = arms.canary.requests * errorRate
    for (const arm of Object.values(arms)) {
      arm.samples.push([now / 1_000, Math.floor(arm.requests), Math.floor(arm.errors)])
    }
  }
  const started = Date.now()
  for (let at = started - HISTORY_MS; at < started; at += SCRAPE_MS) live(at, 0)

  let failure: Error | undefined
  const timer = setInterval(() => {
    share().then(
      (percent) => live(Date.now(), percent),
      (error: Error) => (failure = error),
    )
  }, SCRAPE_MS)
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const arm = /^\/identity\/(stable|canary)$/.exec(pathname)?.[1] as Arm | undefined
    if (failure !== undefined) return answer(500, { status: 'error', error: failure.message })
    if (arm) return answer(200, { digest: digests[arm] })
    if (pathname !== '/api/v1/query') return answer(404, { status: 'error' })
    answer(200, query(arms, searchParams.get('query') ?? '', Number(searchParams.get('time'))))
  })
  await listening(server)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    digests,
    async close() {
      clearInterval(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The one query the suite asks: a counter of an arm with a range, answered by its raw samples. */
function query(arms: Readonly<Record<Arm, Counters>>, text: string, time: number): unknown {
  const match = /^(requests|errors)_total\{arm="(stable|canary)"\}\[(\d+)s\]$/.exec(text)
  if (!match) return { status: 'error', errorType: 'bad_data', error: `not understood: ${text}` }
  const [, counter, arm, seconds] = match as unknown as [string, 'requests' | 'errors', Arm, string]
  const values = arms[arm].samples
    .filter(([at]) => at > time - Number(seconds) && at <= time)
    .map(([at, requests, errors]) => [at, String(counter === 'requests' ? requests : errors)])
  const result = values.length === 0 ? [] : [{ metric: { __name__: `${counter}_total`, arm }, values }]
  return { status: 'success', data: { resultType: 'matrix', result } }
}

async function listening(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
}
