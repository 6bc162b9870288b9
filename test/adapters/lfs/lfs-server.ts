import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A Git LFS server: the batch API with basic transfers, to a storage that has credentials of its own. */
export async function lfsServer(token?: string): Promise<{
  /** `http://127.0.0.1:<port>/acme/models.git`. */
  readonly repository: string
  readonly objects: Map<string, Buffer>
  /** The authorization of every request to storage. */
  readonly storageSaw: (string | undefined)[]
  readonly faults: number[]
  close(): Promise<void>
}> {
  const objects = new Map<string, Buffer>()
  const storageSaw: (string | undefined)[] = []
  const faults: number[] = []
  const storage = createServer((request, response) => {
    storageSaw.push(request.headers.authorization)
    void collect(request).then((body) => {
      const oid = request.url!.slice(1)
      const fault = faults.shift()
      if (request.headers['x-storage'] !== 'signed') return void response.writeHead(403).end()
      if (fault !== undefined) return void response.writeHead(fault).end()
      if (request.method === 'PUT') {
        const same = createHash('sha256').update(body).digest('hex') === oid
        if (same) objects.set(oid, body)
        return void response.writeHead(same ? 200 : 400).end()
      }
      const object = objects.get(oid)
      if (!object) return void response.writeHead(404).end()
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
      const part = range ? object.subarray(Number(range[1]), Number(range[2]) + 1) : object
      const extra = range ? { 'content-range': `bytes ${range[1]}-${range[2]}/${object.length}` } : {}
      response.writeHead(range ? 206 : 200, { 'content-length': String(part.length), ...extra }).end(part)
    })
  })
  const server = createServer((request, response) => {
    void collect(request).then((body) => {
      const json = (status: number, value: unknown) =>
        response
          .writeHead(status, { 'content-type': 'application/vnd.git-lfs+json' })
          .end(JSON.stringify(value))
      const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
      if (token !== undefined && request.headers.authorization !== `Basic ${basic}`)
        return json(401, { message: 'who?' })
      if (request.url === '/acme/models.git/info/lfs/verify') {
        return json(objects.has(JSON.parse(body.toString()).oid) ? 200 : 404, {})
      }
      if (request.url !== '/acme/models.git/info/lfs/objects/batch') return json(404, {})
      if (request.headers['accept'] !== 'application/vnd.git-lfs+json') return json(406, {})
      const { operation, objects: asked } = JSON.parse(body.toString())
      const answers = asked.map(({ oid, size }: { readonly oid: string; readonly size: number }) => {
        const there = objects.has(oid)
        const action = { href: `${storageOrigin}/${oid}`, header: { 'x-storage': 'signed' }, expires_in: 60 }
        if (operation === 'download') {
          return there
            ? { oid, size, actions: { download: action } }
            : { oid, size, error: { code: 404, message: 'none' } }
        }
        const verify = { href: `${origin}/acme/models.git/info/lfs/verify` }
        return there ? { oid, size } : { oid, size, actions: { upload: action, verify } }
      })
      return json(200, { transfer: 'basic', objects: answers, hash_algo: 'sha256' })
    })
  })
  const [origin, storageOrigin] = await Promise.all([server, storage].map(listen))
  return {
    repository: `${origin}/acme/models.git`,
    objects,
    storageSaw,
    faults,
    async close() {
      for (const each of [server, storage]) {
        each.closeAllConnections()
        await new Promise<void>((resolve) => each.close(() => resolve()))
      }
    },
  }
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
