import type { Http, HttpRequest } from '../ports/http.ts'

/**
 * A `fetch` over our HTTP layer, for libraries that want one. Retries are theirs: they know what they sent.
 */
export function fetchThrough(http: Http): typeof fetch {
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const body = await bodyOf(init.body)
    const {
      status,
      headers,
      body: received,
    } = await http.send({
      method: (init.method ?? 'GET').toUpperCase() as NonNullable<HttpRequest['method']>,
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      retries: 0,
      ...(body !== undefined && { body }),
      ...(init.signal && { signal: init.signal }),
    })
    const empty = status === 204 || status === 205 || status === 304
    const response = new Response(empty ? null : new Uint8Array(received), { status, headers: [...headers] })
    // A Response made by hand has no address, and octokit's paging parses it.
    return Object.defineProperty(response, 'url', { value: url })
  }
}

async function bodyOf(body: RequestInit['body']): Promise<Uint8Array | string | undefined> {
  if (body === null || body === undefined) return undefined
  if (typeof body === 'string') return body
  return new Uint8Array(await new Response(body).arrayBuffer())
}
