import type { HttpRequest, HttpResponse } from '../ports/http.ts'

const DEFAULT_RETRIES = 2
const FIRST_WAIT_MS = 500
/** Who asks us to wait longer wants us to go away: the caller sees the response. */
export const RETRY_AFTER_MAX_MS = 60_000

/** How often a request may be sent again. A POST or PATCH that got lost may have been carried out. */
export function retriesOf({ method = 'GET', retries }: Pick<HttpRequest, 'method' | 'retries'>): number {
  return retries ?? (method === 'POST' || method === 'PATCH' ? 0 : DEFAULT_RETRIES)
}

/** Statuses that say "later". A 500 says "broken", and asking again rarely helps. */
export function isTemporary(status: number): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504
}

/**
 * Milliseconds to wait before the attempt after `attempt` (0-based): what the server asked for, or twice as long each
 * time with half of it left to chance, so that a fleet does not come back in step.
 * @param fraction uniform in [0, 1)
 */
export function waitBefore(
  attempt: number,
  response: HttpResponse | undefined,
  now: number,
  fraction: number,
): number {
  const asked = retryAfter(response?.headers.get('retry-after'), now)
  if (asked !== undefined) return asked
  return FIRST_WAIT_MS * 2 ** attempt * (0.5 + fraction / 2)
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
