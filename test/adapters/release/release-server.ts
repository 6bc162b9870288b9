import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

interface StoredAsset {
  readonly id: number
  readonly name: string
  state: string
  content: Buffer
}

/** GitHub's releases as the REST reference has them: assets with states, downloads that redirect to storage. */
export async function releaseServer(
  options: { readonly digests?: boolean; readonly token?: string } = {},
): Promise<{
  readonly apiUrl: string
  readonly releases: Map<string, { readonly id: number; readonly assets: StoredAsset[] }>
  readonly storageSaw: (string | undefined)[]
  /** The next uploads break, and leave an asset in the state `starter`. */
  breaks: number
  close(): Promise<void>
}> {
  const releases = new Map<string, { readonly id: number; readonly assets: StoredAsset[] }>()
  const storageSaw: (string | undefined)[] = []
  let ids = 1
  const all = () => [...releases.values()].flatMap(({ assets }) => assets)
  const storage = createServer((request, response) => {
    storageSaw.push(request.headers.authorization)
    const asset = all().find(({ id }) => `/${id}` === request.url)
    if (!asset) return void response.writeHead(404).end()
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    const part = range ? asset.content.subarray(Number(range[1]), Number(range[2]) + 1) : asset.content
    const extra = range ? { 'content-range': `bytes ${range[1]}-${range[2]}/${asset.content.length}` } : {}
    response.writeHead(range ? 206 : 200, { 'content-length': String(part.length), ...extra }).end(part)
  })
  const shown = ({ id, name, state, content }: StoredAsset) => ({
    id,
    name,
    state,
    size: content.length,
    digest: options.digests ? `sha256:${createHash('sha256').update(content).digest('hex')}` : null,
  })
  const api = createServer((request, response) => {
    void collect(request).then((body) => {
      const url = new URL(request.url ?? '/', origin)
      const json = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value))
      if (options.token !== undefined && request.headers.authorization !== `Bearer ${options.token}`)
        return json(401, {})
      const path = url.pathname.replace('/repos/acme/models/releases', '')
      const release = (tag: string) => {
        const { id } = releases.get(tag)!
        return {
          id,
          tag_name: tag,
          upload_url: `${origin}/repos/acme/models/releases/${id}/assets{?name,label}`,
        }
      }
      if (path === '' && request.method === 'POST') {
        const { tag_name: tag } = JSON.parse(body.toString())
        if (releases.has(tag)) return json(422, { errors: [{ code: 'already_exists' }] })
        releases.set(tag, { id: ids++, assets: [] })
        return json(201, release(tag))
      }
      if (path.startsWith('/tags/')) {
        const tag = decodeURIComponent(path.slice(6))
        return releases.has(tag) ? json(200, release(tag)) : json(404, {})
      }
      const single = /^\/assets\/(\d+)$/.exec(path)
      if (single) {
        const asset = all().find(({ id }) => id === Number(single[1]))
        if (!asset) return json(404, {})
        if (request.method === 'DELETE') {
          for (const { assets } of releases.values())
            if (assets.includes(asset)) assets.splice(assets.indexOf(asset), 1)
          return void response.writeHead(204).end()
        }
        if (request.headers.accept !== 'application/octet-stream') return json(200, shown(asset))
        return void response.writeHead(302, { location: `${storageOrigin}/${asset.id}` }).end()
      }
      const id = Number(/^\/(\d+)\/assets$/.exec(path)?.[1])
      const found = [...releases.values()].find((one) => one.id === id)
      if (!found) return json(404, {})
      if (request.method === 'POST') {
        const name = url.searchParams.get('name')!
        if (body.length === 0) return json(400, {})
        if (found.assets.some((one) => one.name === name))
          return json(422, { errors: [{ code: 'already_exists' }] })
        const asset = { id: ids++, name, state: world.breaks > 0 ? 'starter' : 'uploaded', content: body }
        found.assets.push(asset)
        if (world.breaks-- > 0) return json(502, {})
        return json(201, shown(asset))
      }
      const [size, page] = [Number(url.searchParams.get('per_page')), Number(url.searchParams.get('page'))]
      return json(200, found.assets.slice(size * (page - 1), size * page).map(shown))
    })
  })
  const [origin, storageOrigin] = await Promise.all([api, storage].map(listen))
  const world = {
    apiUrl: origin!,
    releases,
    storageSaw,
    breaks: 0,
    async close() {
      for (const each of [api, storage]) {
        each.closeAllConnections()
        await new Promise<void>((resolve) => each.close(() => resolve()))
      }
    },
  }
  return world
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
