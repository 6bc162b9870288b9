import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { httpClient } from '@mlops-actions/core'
import { DataError, httpSource, type HttpSourceOptions, openTable, readColumns } from '@mlops-actions/data'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { goldenBytes, spell } from './golden.ts'

const KIB = 1024
const SECRET = 'signature-of-the-url'
const bytesOf = (length: number, salt = 0) =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + (i >>> 8) + salt) & 0xff)

interface Answer {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body?: Uint8Array
  /** Bytes really sent before the connection is cut. */
  readonly cutAt?: number
  readonly delayMs?: number
}

interface Seen {
  readonly method: string
  readonly range: string | undefined
  readonly headers: IncomingMessage['headers']
}

interface Server {
  readonly url: string
  readonly seen: Seen[]
  /** Changes what is served from now on. */
  bytes: Uint8Array
  etag: string | undefined
  /** A fault instead of the honest answer; undefined for no fault. */
  fault: (request: Seen, number: number) => Answer | undefined
}

/** A server that does ranges as RFC 9110 wants, and what the test wants besides. */
async function serve(bytes: Uint8Array, fault: Server['fault'] = () => undefined): Promise<Server> {
  const server = createServer((request, response) => {
    const seen = { method: request.method!, range: request.headers.range, headers: request.headers }
    state.seen.push(seen)
    void answer(response, state.fault(seen, state.seen.length) ?? honest(state, seen), seen.method)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state: Server = {
    url: `${origin}/d/table.parquet?sig=${SECRET}`,
    seen: [],
    bytes,
    etag: '"v1"',
    fault,
  }
  return state
}

function honest({ bytes, etag }: Server, { range, headers }: Seen): Answer {
  const tags: Record<string, string> = etag === undefined ? {} : { etag }
  if (headers['if-match'] !== undefined && headers['if-match'] !== etag) return { status: 412, headers: tags }
  const match = /^bytes=(\d+)-(\d+)$/.exec(range ?? '')
  if (match === null) return { status: 200, headers: tags, body: bytes }
  const [first, last] = [Number(match[1]), Math.min(Number(match[2]), bytes.length - 1)]
  if (first > last) return { status: 416, headers: { ...tags, 'content-range': `bytes */${bytes.length}` } }
  const content = { ...tags, 'content-range': `bytes ${first}-${last}/${bytes.length}` }
  return { status: 206, headers: content, body: bytes.subarray(first, last + 1) }
}

async function answer(response: ServerResponse, given: Answer, method: string): Promise<void> {
  const { status = 200, headers = {}, body = new Uint8Array(0), cutAt, delayMs = 0 } = given
  await new Promise((resolve) => setTimeout(resolve, delayMs))
  response.writeHead(status, { 'content-length': body.length, ...headers })
  if (method === 'HEAD') response.end()
  else if (cutAt === undefined) response.end(body)
  else response.write(body.subarray(0, cutAt), () => response.destroy())
}

function open(url: string, options: HttpSourceOptions = {}) {
  const { clock, random, env, signal } = memoryRuntime()
  return httpSource(httpClient({ env, clock, random, signal }), url, options)
}

/** The DataError a piece of work ends with; its whole chain may name no secret. */
async function failure(work: Promise<unknown>): Promise<DataError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DataError)) throw error ?? new Error('nothing failed')
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    expect(`${cause.message} ${cause.stack}`).not.toContain(SECRET)
    expect(cause.message).not.toContain('Bearer')
  }
  return error
}

const HEADERS = { authorization: 'Bearer of-the-user' }

describe('a file behind a URL', () => {
  it('is read by range, byte for byte, and named without its query', async () => {
    const bytes = bytesOf(3_000_017)
    const server = await serve(bytes)
    const source = await open(server.url, { headers: HEADERS })
    expect(source.byteLength).toBe(bytes.length)
    expect(source.name).toBe(server.url.replace(/\?.*/, ''))
    for (const [offset, length] of [
      [0, 10],
      [2_999_000, 1017],
      [262_140, 8],
      [100_000, 2_500_000],
      [5, 0],
      [3_000_017, 0],
    ] as const) {
      expect(await source.read(offset, length)).toEqual(bytes.slice(offset, offset + length))
    }
    await expect(source.read(3_000_000, 18)).rejects.toThrow(RangeError)
    expect(server.seen.every(({ headers }) => headers.authorization === HEADERS.authorization)).toBe(true)
    expect(server.seen.slice(1).every(({ headers }) => headers['if-match'] === '"v1"')).toBe(true)
    expect(server.seen.every(({ range }) => range !== undefined)).toBe(true)
  })

  it('is asked for in few requests: neighbours together, ahead of a reader that goes on, nothing twice', async () => {
    const bytes = bytesOf(8 * 1024 * KIB)
    const server = await serve(bytes)
    const source = await open(server.url)
    for (let offset = 0; offset < bytes.length; offset += 64 * KIB)
      expect(await source.read(offset, 64 * KIB)).toEqual(bytes.slice(offset, offset + 64 * KIB))
    expect(server.seen.length).toBeLessThan(8)
    const before = server.seen.length
    const reads = Array.from({ length: 20 }, (_, i) => source.read(bytes.length - 1000 - i, 900))
    await Promise.all(reads)
    expect(server.seen.length).toBe(before)
  })

  it('is a table like any other, and only what is needed of it is fetched', async () => {
    const bytes = goldenBytes('row-groups.parquet')
    const server = await serve(bytes)
    const table = await openTable(await open(server.url))
    const own = await openTable({
      name: 'f',
      byteLength: bytes.length,
      read: async (o, n) => bytes.slice(o, o + n),
      async close() {},
    })
    const names = table.fields.map(({ name }) => name)
    const [theirs, ours] = [await readColumns(table, names), await readColumns(own, names)]
    for (const name of names) expect(spell(theirs.get(name)!)).toEqual(spell(ours.get(name)!))
  })

  it('that is empty is empty', async () => {
    expect((await open((await serve(new Uint8Array(0))).url)).byteLength).toBe(0)
  })

  it('behind a redirect to another host is read without the credentials', async () => {
    const bytes = bytesOf(600 * KIB)
    const store = await serve(bytes)
    const elsewhere = store.url.replace('127.0.0.1', 'localhost')
    const front = await serve(bytes, () => ({ status: 307, headers: { location: elsewhere } }))
    const source = await open(front.url, { headers: HEADERS })
    expect(await source.read(500 * KIB, 1000)).toEqual(bytes.slice(500 * KIB, 500 * KIB + 1000))
    expect(front.seen.every(({ headers }) => headers.authorization !== undefined)).toBe(true)
    expect(store.seen.length).toBeGreaterThan(1)
    expect(store.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true)
    expect(source.name).toBe(front.url.replace(/\?.*/, ''))
  })
})

describe('a server without ranges', () => {
  const noRanges: Server['fault'] = () => ({
    status: 200,
    headers: { etag: '"v1"' },
    body: bytesOf(300 * KIB),
  })

  it('is read whole under the cap and refused beyond', async () => {
    const server = await serve(bytesOf(300 * KIB), noRanges)
    const source = await open(server.url)
    expect(await source.read(299 * KIB, 1024)).toEqual(bytesOf(300 * KIB).slice(299 * KIB))
    expect(server.seen).toHaveLength(1)
    expect((await failure(open(server.url, { maxWholeBytes: 290 * KIB }))).code).toBe('unreadable')
  })

  it('or without ETag and date is too, since a change would go unseen', async () => {
    const server = await serve(bytesOf(600 * KIB))
    server.etag = undefined
    expect(await (await open(server.url)).read(0, 600 * KIB)).toEqual(bytesOf(600 * KIB))
    expect(await failure(open(server.url, { maxWholeBytes: 512 * KIB }))).toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('neither ETag nor date'),
    })
  })
})

describe('a file that changes while it is read is one clear error', () => {
  const size = 900 * KIB

  it.each<[string, (server: Server) => void]>([
    ['another ETag, and the server knows If-Match', () => {}],
    [
      'another ETag, and the server ignores conditions',
      (server) => {
        server.fault = (seen) => honest(server, { ...seen, headers: {} })
      },
    ],
    [
      'another ETag, and the server answers with all of it',
      (server) => {
        server.fault = ({ method, headers }) =>
          method === 'GET' && headers['if-range'] === '"v1"'
            ? { status: 200, headers: { etag: '"v2"' }, body: server.bytes }
            : undefined
      },
    ],
    [
      'the same ETag and another length',
      (server) => {
        server.etag = '"v1"'
        server.bytes = bytesOf(size + 1)
      },
    ],
    [
      'it is gone shorter',
      (server) => {
        server.etag = '"v1"'
        server.bytes = bytesOf(10)
      },
    ],
  ])('%s', async (_, change) => {
    const server = await serve(bytesOf(size))
    const source = await open(server.url)
    await source.read(0, 10)
    server.bytes = bytesOf(size, 7)
    server.etag = '"v2"'
    change(server)
    const error = await failure(source.read(size - 100, 100))
    expect([error.code, error.message]).toEqual([
      'corrupt',
      expect.stringContaining('changed on the server while it was read'),
    ])
  })

  it('also by date, where the ETag is weak', async () => {
    const server = await serve(bytesOf(size))
    server.etag = undefined
    const dated =
      (date: string): Server['fault'] =>
      (seen) => {
        const plain = honest(server, seen)
        return { ...plain, headers: { ...plain.headers, etag: 'W/"x"', 'last-modified': date } }
      }
    server.fault = dated('Mon, 02 Nov 2026 10:00:00 GMT')
    const source = await open(server.url)
    expect(await source.read(size - 10, 10)).toEqual(bytesOf(size).slice(size - 10))
    server.fault = dated('Tue, 03 Nov 2026 10:00:00 GMT')
    expect((await failure(source.read(300 * KIB, 10))).message).toContain('changed on the server')
    expect(server.seen.at(-1)!.headers['if-match']).toBeUndefined()
  })
})

describe('faults', () => {
  const size = 900 * KIB
  const once =
    (bad: Answer): Server['fault'] =>
    (_, number) =>
      number === 2 ? bad : undefined
  const from2 =
    (bad: (server: Server, seen: Seen) => Answer, server: () => Server): Server['fault'] =>
    (seen, number) =>
      number >= 2 && seen.method === 'GET' ? bad(server(), seen) : undefined

  it.each<[string, Answer]>([
    [
      'a body cut off',
      {
        status: 206,
        headers: { etag: '"v1"', 'content-range': `bytes 262144-921599/${size}` },
        body: bytesOf(size - 262144),
        cutAt: 1000,
      },
    ],
    [
      'another range than asked',
      { status: 206, headers: { etag: '"v1"', 'content-range': `bytes 0-9/${size}` }, body: bytesOf(10) },
    ],
    ['a range that is not said', { status: 206, headers: { etag: '"v1"' }, body: bytesOf(10) }],
    ['503', { status: 503 }],
  ])('%s, once, is asked for again', async (_, bad) => {
    const server = await serve(bytesOf(size), once(bad))
    const source = await open(server.url)
    expect(await source.read(300 * KIB, 100)).toEqual(bytesOf(size).slice(300 * KIB, 300 * KIB + 100))
    expect(server.seen.length).toBeLessThan(6)
  })

  it.each<[string, (server: Server, seen: Seen) => Answer, string, RegExp]>([
    [
      'cut off',
      (server, seen) => ({ ...honest(server, seen), cutAt: 100 }),
      'unreadable',
      /cannot be fetched/,
    ],
    [
      'of another range',
      () => ({
        status: 206,
        headers: { etag: '"v1"', 'content-range': `bytes 0-9/${size}` },
        body: bytesOf(10),
      }),
      'truncated',
      /were asked for/,
    ],
    [
      'shorter than asked',
      (server, seen) => {
        const { headers, body } = honest(server, seen)
        const range = headers!['content-range']!.replace(/-\d+/, `-${300 * KIB}`)
        return {
          status: 206,
          headers: { ...headers, 'content-range': range },
          body: body!.subarray(0, 300 * KIB - 256 * KIB + 1),
        }
      },
      'truncated',
      /were asked for/,
    ],
    [
      'whole each time',
      (server) => ({ status: 200, headers: { etag: '"v1"' }, body: server.bytes.subarray(0, 100) }),
      'truncated',
      /the whole file/,
    ],
    ['500', () => ({ status: 500 }), 'unreadable', /status 500/],
    ['403', () => ({ status: 403 }), 'unreadable', /status 403; are the credentials right/],
  ])('answers that are %s end after few requests', async (_, bad, code, message) => {
    const server: Server = await serve(
      bytesOf(size),
      from2(bad, () => server),
    )
    const source = await open(server.url, { headers: HEADERS })
    const error = await failure(source.read(300 * KIB, 100))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(server.seen.length).toBeLessThan(9)
    server.fault = () => undefined
    expect(await source.read(300 * KIB, 100)).toEqual(bytesOf(size).slice(300 * KIB, 300 * KIB + 100))
  })

  it('a slow server ends at the time limit, and many slow answers at the deadline', async () => {
    const server = await serve(bytesOf(size), (_, number) => (number >= 2 ? { delayMs: 5000 } : undefined))
    const source = await open(server.url, { timeoutMs: 100 })
    const started = performance.now()
    expect((await failure(source.read(300 * KIB, 10))).code).toBe('unreadable')
    expect(performance.now() - started).toBeLessThan(4000)
    server.fault = () => undefined
    const late = await open(server.url, { deadlineMs: 200 })
    await new Promise((resolve) => setTimeout(resolve, 220))
    expect((await failure(late.read(300 * KIB, 10))).message).toContain('takes too long')
  })

  it('a file larger than allowed is refused after one request', async () => {
    const server = await serve(bytesOf(size))
    expect((await failure(open(server.url, { maxBytes: 1000 }))).code).toBe('too-large')
    expect(server.seen).toHaveLength(1)
  })

  it('a first answer that contradicts itself is refused', async () => {
    for (const range of [
      undefined,
      'bytes 5-9/10',
      'bytes 0-9/*',
      'bytes 9-0/10',
      'bytes 0-10/10',
      'pages 0-9/10',
    ]) {
      const headers = { etag: '"v1"', ...(range === undefined ? {} : { 'content-range': range }) }
      const server = await serve(bytesOf(10), () => ({ status: 206, headers, body: bytesOf(10) }))
      expect((await failure(open(server.url))).code, range).toBe('corrupt')
    }
    expect((await failure(open((await serve(bytesOf(9), () => ({ status: 404 }))).url))).message).toMatch(
      /status 404$/,
    )
  })

  it('an address with a password, or that is none, is refused without repeating it', async () => {
    const error = await failure(open(`https://user:${SECRET}@host.invalid/a.csv`))
    expect(error.message).toContain('a user name or password')
    expect((await failure(open('ftp://host/a.csv'))).message).toContain('no http(s) URL')
    expect((await failure(open(`no url ${SECRET}`))).code).toBe('unreadable')
  })
})
