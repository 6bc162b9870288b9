import type { HttpContent, HttpTls } from '../ports/http.ts'

/** What an exchange sends; a redirect makes another of it. */
export interface Outgoing {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string | HttpContent | undefined
  /** Of the first server only: its authority must not vouch for another. */
  readonly tls?: HttpTls | undefined
}

export const REDIRECTS_MAX = 5

/**
 * The only headers that go on to another host. A list of what may go, not of what may not: every product has an
 * Authorization of its own (`DD-API-KEY`, `PRIVATE-TOKEN`, `X-Api-Key`).
 */
const PUBLIC_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'cache-control',
  'content-type',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'range',
  'user-agent',
])

/**
 * The request a redirect asks for, or undefined when the response is none.
 * @throws RangeError when it leads from https to http, or to no URL
 */
export function redirected(
  sent: Outgoing,
  status: number,
  location: string | undefined,
): Outgoing | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  const url = target(location, sent.url)
  if (sent.url.protocol === 'https:' && url.protocol !== 'https:') {
    throw new RangeError('a redirect leads from https to an unprotected URL')
  }
  const sameOrigin = url.origin === sent.url.origin
  // 303 asks for GET; for 301 and 302 after POST every client does the same (Fetch standard, 4.4 HTTP-redirect fetch).
  const asGet = (status === 303 && sent.method !== 'HEAD') || (status < 303 && sent.method === 'POST')
  const headers = Object.entries(sent.headers).filter(([name]) => {
    const lower = name.toLowerCase()
    return (sameOrigin || PUBLIC_HEADERS.has(lower)) && !(asGet && lower.startsWith('content-'))
  })
  return {
    method: asGet ? 'GET' : sent.method,
    url,
    headers: Object.fromEntries(headers),
    body: asGet ? undefined : sent.body,
    ...(sameOrigin && { tls: sent.tls }),
  }
}

function target(location: string, base: URL): URL {
  const url = URL.canParse(location, base.href) ? new URL(location, base.href) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new RangeError('a redirect leads to no http(s) URL')
  url.username = ''
  url.password = ''
  return url
}
