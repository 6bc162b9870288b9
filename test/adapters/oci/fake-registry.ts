import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What registries in the world do that Debian's does not. */
export interface FakeOptions {
  /** Tokens: `GET /token` for ann with the password, valid for one scope, revoked by {@link FakeRegistry.revoke}. */
  readonly bearer?: { readonly username: string; readonly password: string; readonly oauthOnly?: boolean }
  /** The referrers API, in pages of one. */
  readonly referrers?: boolean
  /** Largest request that brings bytes; more is 413 (GitHub's registry: 4 MiB a chunk). */
  readonly maxRequestBytes?: number
  /** Blobs are served by another host, to which a redirect leads. */
  readonly redirectBlobs?: boolean
  /** Ranges are ignored. */
  readonly noRanges?: boolean
  /** Tags are written once; again is this status. */
  readonly immutableTags?: 400 | 409 | 412
  /** Upload sessions are named by a relative URL with a query. */
  readonly relativeLocations?: boolean
}

export interface Seen {
  readonly method: string
  readonly url: string
  readonly authorization: string | undefined
  readonly bytes: number
  readonly status: number
}

export interface FakeRegistry {
  readonly host: string
  readonly blobs: Map<string, Buffer>
  readonly tags: Map<string, string>
  readonly seen: Seen[]
  /** Requests the other host (of redirected blobs) got: their authorization. */
  readonly storageSaw: (string | undefined)[]
  /** The next so many requests that fit are answered by this status (0 cuts the line halfway through the body). */
  fail(method: string, status: number, times?: number, headers?: Readonly<Record<string, string>>): void
  revoke(): void
  close(): Promise<void>
}

interface Session {
  bytes: Buffer
}

export async function fakeRegistry(options: FakeOptions = {}): Promise<FakeRegistry> {
  const blobs = new Map<string, Buffer>()
  const manifests = new Map<string, { readonly body: Buffer; readonly type: string }>()
  const tags = new Map<string, string>()
  const sessions = new Map<string, Session>()
  const seen: Seen[] = []
  const storageSaw: (string | undefined)[] = []
  const failures: { method: string; status: number; headers: Readonly<Record<string, string>> }[] = []
  let generation = 0

  const storage = createServer((request, response) => {
    storageSaw.push(request.headers.authorization)
    sendBlob(request, response, blobs.get(decodeURIComponent(request.url!.slice(1))), options.noRanges)
  })
  const storageOrigin = await listen(storage)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const { method = 'GET', headers } = request
    const failing = failures.findIndex((failure) => failure.method === method && url.pathname.length > 4)
    const failure = failing < 0 ? undefined : failures.splice(failing, 1)[0]
    if (failure?.status === 0) return cut(request, url)
    const body = await collect(request)
    const end = (
      status: number,
      extra: Readonly<Record<string, string>> = {},
      content: Buffer | string = '',
    ) => {
      seen.push({ method, url: url.href, authorization: headers.authorization, bytes: body.length, status })
      response.writeHead(status, { 'content-length': String(Buffer.byteLength(content)), ...extra })
      response.end(method === 'HEAD' ? undefined : content)
    }
    if (failure) return end(failure.status, failure.headers, error('TOOMANYREQUESTS'))
    if (url.pathname === '/token') return token(method, url, headers.authorization, body, end)
    if (options.bearer && !covers(headers.authorization ?? '', `t${generation}`, scopeOf(url, method))) {
      const challenge = `Bearer realm="${origin}/token",service="fake, \\"quoted\\"",scope="${scopeOf(url, method)}"`
      return end(401, { 'www-authenticate': challenge }, error('UNAUTHORIZED'))
    }
    if (options.maxRequestBytes !== undefined && body.length > options.maxRequestBytes) return end(413)
    const match =
      /^\/v2\/(?<name>.+?)\/(?<kind>blobs\/uploads|blobs|manifests|referrers)\/?(?<rest>[^/]*)$/.exec(
        url.pathname,
      )
    if (!match) return end(url.pathname === '/v2/' ? 200 : 404)
    const { name, kind, rest } = match.groups as { name: string; kind: string; rest: string }
    if (kind === 'blobs/uploads') return upload(method, name, rest, url, body, headers['content-range'], end)
    if (kind === 'blobs') {
      if (options.redirectBlobs && method === 'GET' && blobs.has(rest)) {
        return end(307, { location: `${storageOrigin}/${encodeURIComponent(rest)}` })
      }
      seen.push({ method, url: url.href, authorization: headers.authorization, bytes: 0, status: 200 })
      return sendBlob(request, response, blobs.get(rest), options.noRanges)
    }
    if (kind === 'referrers') {
      if (!options.referrers) return end(404)
      return referrers(rest, url, end)
    }
    return manifest(method, rest, body, headers['content-type'] ?? '', end)
  }

  type End = (status: number, headers?: Readonly<Record<string, string>>, content?: Buffer | string) => void

  /** Half of what was announced arrives and is kept. */
  function cut(request: IncomingMessage, url: URL): void {
    const session = sessions.get(url.pathname.split('/').at(-1)!)
    const half = Number(request.headers['content-length'] ?? 0) / 2
    let received = 0
    request.on('error', () => {})
    request.on('data', (chunk: Buffer) => {
      if (session && received < half) session.bytes = Buffer.concat([session.bytes, chunk])
      received += chunk.length
      if (received >= half) request.destroy()
    })
  }

  function token(method: string, url: URL, authorization: string | undefined, body: Buffer, end: End): void {
    const { username, password, oauthOnly } = options.bearer!
    const form = new URLSearchParams(body.toString())
    const asked = method === 'POST' ? form : url.searchParams
    const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    const known =
      method === 'POST'
        ? form.get('refresh_token') === password ||
          (form.get('grant_type') === 'password' &&
            form.get('username') === username &&
            form.get('password') === password)
        : !oauthOnly && authorization === basic
    if (asked.get('service') !== 'fake, "quoted"') return end(400)
    if (!known) return end(401)
    const scopes = (
      method === 'POST' ? (form.get('scope') ?? '').split(' ') : url.searchParams.getAll('scope')
    ).join(' ')
    end(200, {}, JSON.stringify({ token: `t${generation} ${scopes}`, expires_in: 300 }))
  }

  function upload(
    method: string,
    name: string,
    id: string,
    url: URL,
    body: Buffer,
    range: string | undefined,
    end: End,
  ): void {
    const at = (uuid: string) => {
      const path = `/v2/${name}/blobs/uploads/${uuid}?state=a%2Fb+c`
      return { location: options.relativeLocations ? path : `${origin}${path}` }
    }
    if (method === 'POST') {
      if (blobs.has(url.searchParams.get('mount') ?? '')) return end(201)
      const uuid = randomUUID()
      sessions.set(uuid, { bytes: Buffer.alloc(0) })
      return end(202, at(uuid))
    }
    const session = sessions.get(id)
    // A client that spells the registry's own query anew breaks it.
    if (!session || !url.search.includes('state=a%2Fb+c')) return end(404, {}, error('BLOB_UPLOAD_UNKNOWN'))
    const held = () => ({ ...at(id), range: `0-${Math.max(0, session.bytes.length - 1)}` })
    if (method === 'GET') return end(204, held())
    if (method === 'DELETE') {
      sessions.delete(id)
      return end(204)
    }
    if (method === 'PATCH' && range !== undefined && Number(range.split('-')[0]) !== session.bytes.length) {
      return end(416, held())
    }
    session.bytes = Buffer.concat([session.bytes, body])
    if (method === 'PATCH') return end(202, held())
    const digest = `sha256:${createHash('sha256').update(session.bytes).digest('hex')}`
    sessions.delete(id)
    if (digest !== url.searchParams.get('digest')) return end(400, {}, error('DIGEST_INVALID'))
    blobs.set(digest, session.bytes)
    end(201, { 'docker-content-digest': digest })
  }

  function manifest(method: string, reference: string, body: Buffer, type: string, end: End): void {
    if (method === 'PUT') {
      const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`
      const parsed = JSON.parse(body.toString())
      const wanted = [parsed.config, ...(parsed.layers ?? [])].filter(Boolean)
      if (wanted.some((blob: { digest: string }) => !blobs.has(blob.digest)))
        return end(404, {}, error('MANIFEST_BLOB_UNKNOWN'))
      if (options.immutableTags && tags.has(reference))
        return end(options.immutableTags, {}, error('TAG_INVALID'))
      manifests.set(digest, { body, type })
      if (!reference.startsWith('sha256:')) tags.set(reference, digest)
      const subject = options.referrers && parsed.subject ? { 'oci-subject': parsed.subject.digest } : {}
      return end(201, { 'docker-content-digest': digest, ...subject })
    }
    const found = manifests.get(tags.get(reference) ?? reference)
    if (!found) return end(404, {}, error('MANIFEST_UNKNOWN'))
    end(200, { 'content-type': found.type }, found.body)
  }

  function referrers(subject: string, url: URL, end: End): void {
    const all = [...manifests].flatMap(([digest, { body, type }]) => {
      const { subject: of, artifactType } = JSON.parse(body.toString())
      return of?.digest === subject ? [{ mediaType: type, digest, size: body.length, artifactType }] : []
    })
    const page = Number(url.searchParams.get('page') ?? 0)
    const more =
      page + 1 < all.length
        ? { link: `</v2/acme/models/referrers/${subject}?page=${page + 1}>; rel="next"` }
        : {}
    end(200, more, JSON.stringify({ schemaVersion: 2, manifests: all.slice(page, page + 1) }))
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((reason: unknown) => response.destroy(reason as Error))
  })
  const origin = await listen(server)
  return {
    host: new URL(origin).host,
    blobs,
    tags,
    seen,
    storageSaw,
    fail: (method, status, times = 1, headers = {}) => {
      for (let n = 0; n < times; n++) failures.push({ method, status, headers })
    },
    revoke: () => void generation++,
    async close() {
      for (const each of [server, storage]) {
        each.closeAllConnections()
        await new Promise<void>((resolve) => each.close(() => resolve()))
      }
    },
  }
}

function scopeOf(url: URL, method: string): string {
  const name = /^\/v2\/(.+?)\/(?:blobs|manifests|referrers)\//.exec(url.pathname)?.[1] ?? 'none'
  const writes = url.pathname.includes('/uploads/') || (method !== 'GET' && method !== 'HEAD')
  return `repository:${name}:${writes ? 'pull,push' : 'pull'}`
}

/** A token that may write may read. */
function covers(authorization: string, token: string, scope: string): boolean {
  const [held = '', ...scopes] = authorization.replace(/^Bearer /, '').split(' ')
  return held === token && scopes.some((one) => one === scope || one === `${scope},push`)
}

function sendBlob(
  request: IncomingMessage,
  response: ServerResponse,
  blob: Buffer | undefined,
  noRanges: boolean | undefined,
): void {
  request.resume()
  if (!blob) return void response.writeHead(404).end()
  const range = noRanges ? null : /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  const [from, to] = range ? [Number(range[1]), Number(range[2])] : [0, blob.length - 1]
  const part = blob.subarray(from, to + 1)
  response.writeHead(range ? 206 : 200, {
    'content-length': String(part.length),
    ...(range && { 'content-range': `bytes ${from}-${to}/${blob.length}` }),
  })
  response.end(request.method === 'HEAD' ? undefined : part)
}

const error = (code: string) => JSON.stringify({ errors: [{ code, message: `fake: ${code}` }] })

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
