import { createHash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HttpError, httpClient } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'

const MIB = 1 << 20

async function serve(handle: RequestListener): Promise<string> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const client = () => httpClient(memoryRuntime())

/** `count` pieces of a MiB, each filled with its number. */
const content = (count: number) => ({
  byteLength: count * MIB,
  async *open() {
    for (let n = 0; n < count; n++) yield new Uint8Array(MIB).fill(n)
  },
})

describe('a body sent piece by piece', () => {
  it('arrives whole, with its length said before', async () => {
    let length: string | undefined
    const hash = createHash('sha256')
    const origin = await serve((request, response) => {
      length = request.headers['content-length']
      request.on('data', (chunk: Buffer) => hash.update(chunk))
      request.on('end', () => response.writeHead(201).end())
    })
    const { status } = await client().send({ method: 'PUT', url: origin, content: content(20) })
    const expected = createHash('sha256')
    for await (const chunk of content(20).open()) expected.update(chunk)
    expect([status, length]).toEqual([201, String(20 * MIB)])
    expect(hash.digest('hex')).toBe(expected.digest('hex'))
  })

  it('is opened again by a redirect that keeps the method', async () => {
    const seen: number[] = []
    const origin = await serve((request, response) => {
      let bytes = 0
      request.on('data', (chunk: Buffer) => (bytes += chunk.length))
      request.on('end', () => {
        seen.push(bytes)
        if (request.url === '/moved') response.writeHead(201).end()
        else response.writeHead(307, { location: '/moved' }).end()
      })
    })
    const { status } = await client().send({ method: 'PUT', url: `${origin}/`, content: content(2) })
    expect([status, seen]).toEqual([201, [2 * MIB, 2 * MIB]])
  })

  it('cut on the way is an HttpError, and the source is left', async () => {
    let left = 0
    const origin = await serve((request) => {
      request.on('error', () => {})
      request.once('data', () => request.destroy())
    })
    const watched = {
      byteLength: 200 * MIB,
      async *open() {
        try {
          yield* content(200).open()
        } finally {
          left++
        }
      },
    }
    const sent = client().send({ method: 'PUT', url: origin, content: watched, retries: 0 })
    await expect(sent).rejects.toThrow(HttpError)
    expect(left).toBe(1)
  })

  it('whose source breaks ends in the error of the source, and is not sent again', async () => {
    let requests = 0
    const origin = await serve((request) => {
      requests++
      request.on('error', () => {})
      request.resume()
    })
    const broken = {
      byteLength: 2 * MIB,
      async *open() {
        yield new Uint8Array(MIB)
        throw new RangeError('the file shrank')
      },
    }
    await expect(client().send({ method: 'PUT', url: origin, content: broken })).rejects.toThrow(
      new RangeError('the file shrank'),
    )
    expect(requests).toBeLessThanOrEqual(1)
  })
})

describe('a body taken while it arrives', () => {
  async function collect(chunks: AsyncIterable<Uint8Array> | undefined): Promise<number> {
    let bytes = 0
    for await (const chunk of chunks!) bytes += chunk.byteLength
    return bytes
  }

  it('is handed over in pieces', async () => {
    const origin = await serve((_, response) => {
      response.write(Buffer.alloc(3 * MIB))
      response.end(Buffer.alloc(MIB))
    })
    const { body, chunks } = await client().send({ url: origin, streamed: true })
    expect([body.byteLength, await collect(chunks)]).toEqual([0, 4 * MIB])
  })

  it('a refusal still has its whole body', async () => {
    const origin = await serve((_, response) => void response.writeHead(404).end('gone'))
    const { body, chunks } = await client().send({ url: origin, streamed: true })
    expect([new TextDecoder().decode(body), chunks]).toEqual(['gone', undefined])
  })

  it('a broken connection, too much and too late are each an HttpError', async () => {
    const origin = await serve((request, response) => {
      response.writeHead(200, { 'content-length': String(2 * MIB) })
      response.write(Buffer.alloc(MIB))
      if (request.url === '/cut') setTimeout(() => response.destroy(), 50)
    })
    const cut = await client().send({ url: `${origin}/cut`, streamed: true })
    await expect(collect(cut.chunks)).rejects.toThrow(HttpError)
    const large = await client().send({ url: origin, streamed: true, maxBytes: 1000 })
    await expect(collect(large.chunks)).rejects.toThrow(/larger than 1000 bytes/)
    const slow = await client().send({ url: origin, streamed: true, timeoutMs: 300 })
    await expect(collect(slow.chunks)).rejects.toThrow(/took too long/)
  })
})
