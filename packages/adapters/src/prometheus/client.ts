import type { Http } from '@mlops-actions/core'
import { parseMatrix, type Series } from './response.ts'

/** Prometheus refuses more points a series in one range query: `exceeded maximum resolution of 11,000 points`. */
export const MAX_POINTS = 11_000

const QUERY_TIMEOUT_MS = 10_000
const RESPONSE_MAX_BYTES = 32 * 1024 * 1024

/** How to say who asks. The secrets never enter a URL or a message. */
export type PrometheusAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }

export interface PrometheusClient {
  /**
   * Scraped samples as they are: an instant query whose selector has a range, `metric{...}[90s]`.
   * `increase()` would extrapolate to fractions, which no test for counts may be fed.
   * @param at milliseconds since the epoch: the end of the range
   */
  samples(query: string, at: number, signal?: AbortSignal): Promise<readonly Series[]>
  /**
   * A range query, in as many requests as the point limit takes.
   * @param stepMs distance of two points, at least one second
   */
  range(
    query: string,
    window: { readonly start: number; readonly end: number; readonly stepMs: number },
    signal?: AbortSignal,
  ): Promise<readonly Series[]>
}

/**
 * @param url where Prometheus's `/api/v1` lies, a path prefix included
 * @throws (from its methods) PrometheusError when it refuses, HttpError when it does not answer
 */
export function prometheusClient(http: Http, url: string, auth: PrometheusAuth): PrometheusClient {
  const base = url.replace(/\/+$/, '')
  async function get(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal | undefined) {
    const response = await http.send({
      url: `${base}/api/v1/${path}?${new URLSearchParams(query).toString()}`,
      headers: { accept: 'application/json', ...authorization(auth) },
      timeoutMs: QUERY_TIMEOUT_MS,
      maxBytes: RESPONSE_MAX_BYTES,
      ...(signal && { signal }),
    })
    return parseMatrix(response.status, response.body)
  }
  return {
    samples: (query, at, signal) => get('query', { query, time: seconds(at) }, signal),
    async range(query, { start, end, stepMs }, signal) {
      if (!(stepMs >= 1000)) throw new RangeError(`a step is at least 1000 ms, not ${stepMs}`)
      const parts: (readonly Series[])[] = []
      const reach = (MAX_POINTS - 1) * stepMs
      for (let from = start; from <= end; from += reach + stepMs) {
        const to = Math.min(end, from + reach)
        const window = { start: seconds(from), end: seconds(to), step: seconds(stepMs) }
        parts.push(await get('query_range', { query, ...window }, signal))
      }
      return joinSeries(parts)
    },
  }
}

function authorization(auth: PrometheusAuth): Readonly<Record<string, string>> {
  switch (auth.kind) {
    case 'none':
      return {}
    case 'bearer':
      return { authorization: `Bearer ${auth.token}` }
    case 'basic':
      return {
        authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`,
      }
  }
}

/** The same labels are the same series, whichever request brought them. */
function joinSeries(parts: readonly (readonly Series[])[]): readonly Series[] {
  const joined = new Map<string, Series>()
  for (const series of parts.flat()) {
    const key = JSON.stringify(Object.entries(series.labels).sort(([a], [b]) => (a < b ? -1 : 1)))
    const before = joined.get(key)
    joined.set(key, { ...series, samples: [...(before?.samples ?? []), ...series.samples] })
  }
  return [...joined.values()]
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}
