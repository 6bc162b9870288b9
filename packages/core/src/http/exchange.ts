import { HttpError } from '../error.ts'
import type { HttpResponse } from '../ports/http.ts'
import { bodyOf } from './content.ts'
import type { Connection } from './connection.ts'
import { type Outgoing, redirected, REDIRECTS_MAX } from './redirect.ts'

export interface ExchangeLimits {
  readonly maxBytes: number
  /** Hand over a 2xx body while it arrives. */
  readonly streamed?: boolean
  /** Ends everything: the caller's signal and the time limit together. */
  readonly signal: AbortSignal
}

/** One request with its redirects. @throws HttpError when there is no response to use; its message names only the host */
export async function exchange(
  connection: Connection,
  first: Outgoing,
  limits: ExchangeLimits,
): Promise<HttpResponse> {
  let outgoing = first
  for (let hops = 0; hops <= REDIRECTS_MAX; hops++) {
    const response = await send(connection, outgoing, limits)
    const next = follow(outgoing, response)
    if (!next) return response
    outgoing = next
  }
  throw new HttpError(outgoing.url.host, `${first.url.host}: more than ${REDIRECTS_MAX} redirects`)
}

function follow(sent: Outgoing, response: HttpResponse): Outgoing | undefined {
  try {
    return redirected(sent, response.status, response.headers.get('location'))
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new HttpError(sent.url.host, `${sent.url.host}: ${cause.message}`, { cause })
  }
}

async function send(
  { dispatcher, request, refuses }: Connection,
  { method, url, headers, body, tls }: Outgoing,
  { maxBytes, streamed, signal }: ExchangeLimits,
): Promise<HttpResponse> {
  if (refuses(url.hostname)) {
    throw new HttpError(url.host, `${url.host}: the machine's metadata service is nobody's data source`)
  }
  const sent = bodyOf(body)
  const failed = (cause: unknown): unknown => {
    if (sent.failure) return sent.failure.error
    if (cause instanceof HttpError) return cause
    return new HttpError(url.host, `${method} ${url.host}: ${reasonOf(cause)}`, { cause })
  }
  try {
    const options = {
      dispatcher: dispatcher(tls),
      method: method as 'GET',
      headers: { ...headers, ...sent.headers },
      signal,
      ...(sent.body !== undefined && { body: sent.body }),
    }
    const response = await request(url, options)
    const { statusCode: status } = response
    const arriving = limited(response.body, url, maxBytes)
    const head = { status, headers: flat(response.headers) }
    if (streamed === true && status >= 200 && status < 300) {
      return { ...head, body: new Uint8Array(), chunks: renamed(arriving, failed) }
    }
    return { ...head, body: await collected(arriving) }
  } catch (cause) {
    throw failed(cause)
  }
}

async function collected(arriving: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of arriving) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* limited(
  stream: AsyncIterable<Uint8Array>,
  url: URL,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > maxBytes) throw new TooLarge(url.host, maxBytes)
    yield chunk
  }
}

/** A stream whose errors are said as those of the exchange are. */
async function* renamed(
  stream: AsyncIterable<Uint8Array>,
  failed: (cause: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw failed(cause)
  }
}

/** Not worth another attempt: the same bytes would come again. */
export class TooLarge extends HttpError {
  constructor(host: string, maxBytes: number) {
    super(host, `${host}: the response is larger than ${maxBytes} bytes`)
  }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value)
  }
  return map
}

/** The system's code where there is one: its message may repeat the address, and an address may hold a secret. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed'
  if (error.name === 'TimeoutError') return 'took too long'
  if (error.name === 'AbortError') return 'aborted'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
