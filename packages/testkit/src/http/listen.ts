import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a client may send at most; the largest thing any test sends is an artifact of some megabytes. */
const BODY_MAX_BYTES = 256 * 1024 * 1024

export interface ServerRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface ServerReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
}

export interface Listening {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string
  close(): Promise<void>
}

/** A server on a free port of 127.0.0.1. A handler that throws answers 500 with the reason. */
export async function listen(
  handle: (request: ServerRequest) => ServerReply | Promise<ServerReply>,
): Promise<Listening> {
  let origin = ''
  const server = createServer((request, response) => {
    void answer(request, response, async () => {
      const body = await read(request)
      return await handle({
        method: request.method ?? 'GET',
        url: new URL(request.url ?? '/', origin),
        headers: flat(request),
        body,
      })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
      })
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  work: () => Promise<ServerReply>,
): Promise<void> {
  const reply = await work().catch((error: unknown): ServerReply => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: message }
  })
  response.writeHead(reply.status, { ...reply.headers })
  response.end(request.method === 'HEAD' ? undefined : reply.body)
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > BODY_MAX_BYTES) throw new RangeError(`a request body over ${BODY_MAX_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function flat({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
