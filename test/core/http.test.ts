import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { type Clock, httpClient } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'

type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => void

async function serve(handle: Handle): Promise<{ readonly origin: string; readonly seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => handle(request, response, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

function client(env: Record<string, string> = {}) {
  const { clock: time, random, env: variables, signal } = memoryRuntime({ env })
  const waits: number[] = []
  const clock: Clock = {
    ...time,
    async sleep(milliseconds) {
      waits.push(milliseconds)
    },
  }
  return { http: httpClient({ env: variables, clock, random, signal }), waits }
}

const text = (body: Uint8Array) => new TextDecoder().decode(body)

describe('an exchange', () => {
  it('sends what was asked and returns any status as a value', async () => {
    const { origin, seen } = await serve((request, response, body) => {
      response.writeHead(418, { 'X-Kind': 'teapot' }).end(`${request.method} ${body}`)
    })
    const answer = await client().http.send({
      method: 'POST',
      url: `${origin}/a`,
      headers: { 'X-Key': 'k' },
      body: 'tea',
    })
    expect([answer.status, answer.headers.get('x-kind'), text(answer.body)]).toEqual([
      418,
      'teapot',
      'POST tea',
    ])
    expect(seen[0]?.headers).toMatchObject({ 'x-key': 'k', 'user-agent': 'mlops-actions' })
  })

  it('ends when it takes too long, wherever it hangs', async () => {
    const { origin } = await serve((_, response) => void response.writeHead(200).write('half'))
    const sent = client().http.send({ url: `${origin}/slow?secret=1`, timeoutMs: 100, retries: 0 })
    await expect(sent).rejects.toMatchObject({
      name: 'HttpError',
      message: expect.stringContaining('took too long'),
    })
  })

  it('ends when its signal does', async () => {
    const { origin } = await serve(() => {})
    const stop = new AbortController()
    const sent = client().http.send({ url: origin, signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    await expect(sent).rejects.toMatchObject({ message: expect.stringContaining('aborted') })
  })

  it('stops reading a body that is too large, and does not ask again', async () => {
    const { origin, seen } = await serve((_, response) => response.end('x'.repeat(1_001)))
    const sent = client().http.send({ url: origin, maxBytes: 1_000 })
    await expect(sent).rejects.toMatchObject({ message: expect.stringContaining('larger than 1000 bytes') })
    expect(seen).toHaveLength(1)
  })

  it.each(['ftp://host/x', 'file:///etc/passwd', 'not a url'])('is refused for %s', async (url) => {
    await expect(client().http.send({ url })).rejects.toMatchObject({ code: 'unsupported-url' })
  })

  it('is refused with credentials in the URL, which it does not repeat', async () => {
    const error = await client()
      .http.send({ url: 'https://user:hunter2@host/' })
      .catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'credentials-in-url' })
    expect(String(error)).not.toContain('hunter2')
  })
})

describe('retries', () => {
  it('follow 503 with growing waits, and then succeed', async () => {
    let left = 2
    const { origin, seen } = await serve((_, response) => response.writeHead(left-- > 0 ? 503 : 200).end())
    const { http, waits } = client()
    expect((await http.send({ url: origin })).status).toBe(200)
    expect(seen).toHaveLength(3)
    expect(waits[0]).toBeGreaterThanOrEqual(250)
    expect(waits[0]).toBeLessThanOrEqual(500)
    expect(waits[1]).toBeGreaterThanOrEqual(500)
  })

  it('wait as long as the server says', async () => {
    let left = 1
    const { origin } = await serve((_, response) =>
      response.writeHead(left-- > 0 ? 429 : 200, { 'retry-after': '7' }).end(),
    )
    const { http, waits } = client()
    await http.send({ url: origin })
    expect(waits).toEqual([7_000])
  })

  it('give up, and return the response, when the server says to wait for an hour', async () => {
    const { origin, seen } = await serve((_, response) =>
      response.writeHead(503, { 'retry-after': '3600' }).end(),
    )
    expect((await client().http.send({ url: origin })).status).toBe(503)
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['POST', 1],
    ['PATCH', 1],
    ['PUT', 3],
    ['DELETE', 3],
    ['GET', 3],
  ] as const)('of %s after 502: %i attempts', async (method, attempts) => {
    const { origin, seen } = await serve((_, response) => response.writeHead(502).end())
    expect((await client().http.send({ method, url: origin })).status).toBe(502)
    expect(seen).toHaveLength(attempts)
  })

  it('do not follow 500, which says broken and not later', async () => {
    const { origin, seen } = await serve((_, response) => response.writeHead(500).end())
    expect((await client().http.send({ url: origin })).status).toBe(500)
    expect(seen).toHaveLength(1)
  })

  it('follow a connection that breaks', async () => {
    let left = 1
    const { origin, seen } = await serve((request, response) => {
      if (left-- > 0) request.socket.destroy()
      else response.end('ok')
    })
    expect((await client().http.send({ url: origin })).status).toBe(200)
    expect(seen).toHaveLength(2)
  })
})

describe('redirects', () => {
  const headers = { authorization: 'Bearer s', cookie: 'c=1', 'dd-api-key': 'k', accept: 'text/plain' }

  it('to another origin take no credentials along, of any name', async () => {
    const other = await serve((_, response) => response.end('there'))
    const first = await serve((_, response) =>
      response.writeHead(302, { location: `${other.origin}/x` }).end(),
    )
    expect(text((await client().http.send({ url: first.origin, headers })).body)).toBe('there')
    expect(Object.keys(other.seen[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'connection',
      'host',
      'user-agent',
    ])
  })

  it('within an origin keep them', async () => {
    const { origin, seen } = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(307, { location: '/b' }).end()
      else response.end('here')
    })
    await client().http.send({ method: 'PUT', url: `${origin}/a`, headers, body: 'data' })
    expect(seen[1]).toMatchObject({
      method: 'PUT',
      headers: { authorization: 'Bearer s', 'dd-api-key': 'k' },
    })
  })

  it('after a POST become a GET for 303', async () => {
    const { origin, seen } = await serve((request, response) => {
      if (request.method === 'POST') response.writeHead(303, { location: '/done' }).end()
      else response.end()
    })
    await client().http.send({
      method: 'POST',
      url: origin,
      body: 'x',
      headers: { 'content-type': 'text/plain' },
    })
    expect(seen[1]?.method).toBe('GET')
    expect(seen[1]?.headers).not.toHaveProperty('content-type')
  })

  it('end after five', async () => {
    const { origin, seen } = await serve((_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    )
    const sent = client().http.send({ url: origin, retries: 0 })
    await expect(sent).rejects.toMatchObject({ message: expect.stringContaining('more than 5 redirects') })
    expect(seen).toHaveLength(6)
  })

  it('to a file are refused', async () => {
    const { origin } = await serve((_, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    )
    const sent = client().http.send({ url: origin, retries: 0 })
    await expect(sent).rejects.toMatchObject({ message: expect.stringContaining('no http(s) URL') })
  })
})

describe('on a GitHub-hosted runner', () => {
  const hosted = { RUNNER_ENVIRONMENT: 'github-hosted' }

  it.each([
    'http://169.254.169.254/latest',
    'http://0xa9fea9fe/',
    'http://[::ffff:169.254.169.254]/',
    'http://168.63.129.16/',
  ])('the metadata service is out of reach: %s', async (url) => {
    const sent = client(hosted).http.send({ url, retries: 0, timeoutMs: 500 })
    await expect(sent).rejects.toMatchObject({ message: expect.stringContaining('metadata service') })
  })

  it('so it is behind a redirect, and other hosts are not', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/ok') response.end('fine')
      else response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    })
    const { http } = client(hosted)
    const named = origin.replace('127.0.0.1', 'localhost')
    expect((await http.send({ url: `${named}/ok` })).status).toBe(200)
    const sent = http.send({ url: origin, retries: 0 })
    await expect(sent).rejects.toMatchObject({ message: expect.stringContaining('metadata service') })
  })
})

describe('a proxy', () => {
  async function proxy() {
    const targets: string[] = []
    const server = createServer()
    server.on('connect', (request, socket) => {
      targets.push(request.url ?? '')
      const [host = '', port = ''] = (request.url ?? '').split(':')
      const upstream = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        upstream.pipe(socket).pipe(upstream)
      })
      for (const end of [socket, upstream]) end.on('error', () => end.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, targets }
  }

  it('is used when the environment names one, and not for NO_PROXY', async () => {
    const { origin } = await serve((_, response) => response.end('ok'))
    const { url, targets } = await proxy()
    const through = client({ HTTP_PROXY: url }).http
    expect((await through.send({ url: origin })).status).toBe(200)
    expect(targets).toEqual([origin.replace('http://', '')])
    const past = client({ HTTP_PROXY: url, NO_PROXY: '127.0.0.1' }).http
    expect((await past.send({ url: origin })).status).toBe(200)
    expect(targets).toHaveLength(1)
  })
})
