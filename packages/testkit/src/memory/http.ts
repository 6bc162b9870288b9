import { type Http, HttpError, type HttpRequest, type HttpResponse } from '@mlops-actions/core'

export type HttpMethod = NonNullable<HttpRequest['method']>

export interface Answer {
  /** Default 200. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text and bytes as they are; anything else as JSON. */
  readonly body?: unknown
}

export type Handler = (request: HttpRequest, url: URL) => Answer | Promise<Answer>

export interface MemoryHttp extends Http {
  /**
   * Answers requests of `method` whose URL without query equals `url`, or matches it. The last one registered that
   * fits wins, so a test can override what its set-up registered.
   */
  on(method: HttpMethod, url: string | RegExp, handler: Handler): void
}

interface Route {
  readonly method: HttpMethod
  readonly fits: (url: string) => boolean
  readonly handler: Handler
}

/** A network of registered handlers. An address without one refuses the connection, as a dead host does. */
export function memoryHttp(requests: HttpRequest[]): MemoryHttp {
  const routes: Route[] = []
  return {
    on(method, url, handler) {
      const fits =
        typeof url === 'string' ? (given: string) => given === url : (given: string) => url.test(given)
      routes.unshift({ method, fits, handler })
    },
    async send(request) {
      requests.push(request)
      const url = new URL(request.url)
      const method = request.method ?? 'GET'
      if (request.signal?.aborted === true) throw new HttpError(url.host, `${method} ${url.host}: aborted`)
      const address = `${url.origin}${url.pathname}`
      const route = routes.find((route) => route.method === method && route.fits(address))
      if (!route) throw new HttpError(url.host, `${method} ${url.host}: connection refused`)
      return response(await route.handler(request, url), request, url)
    },
  }
}

function response(answer: Answer, request: HttpRequest, url: URL): HttpResponse {
  const body = encode(answer.body)
  if (request.maxBytes !== undefined && body.byteLength > request.maxBytes) {
    throw new HttpError(url.host, `${url.host}: the response is larger than ${request.maxBytes} bytes`)
  }
  const headers = Object.entries(answer.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  )
  return { status: answer.status ?? 200, headers: new Map(headers), body }
}

function encode(body: unknown): Uint8Array {
  if (body === undefined) return new Uint8Array()
  if (body instanceof Uint8Array) return body
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
}
