import type { ServerReply, ServerRequest } from '../http/listen.ts'
import type { BlobStore } from './blob-store.ts'
import { field, json, TwirpError, type TwirpService } from './twirp.ts'

export interface StoredCache {
  readonly id: number
  readonly key: string
  /** A hash over the paths and the compression; only equal ones match. */
  readonly version: string
  finalised: boolean
}

const KEY_MAX_CHARACTERS = 512

/** The cache service in both its versions: twirp v2 of github.com, and the REST of GHES that @actions/cache calls v1. */
export interface CacheService {
  readonly caches: readonly StoredCache[]
  readonly service: TwirpService
  /** Answers a v1 request below `/_apis/artifactcache/`. */
  handleV1(request: ServerRequest): Promise<ServerReply>
}

export function createCacheService(store: BlobStore): CacheService {
  const caches: StoredCache[] = []
  const parts = new Map<number, { readonly at: number; readonly bytes: Buffer }[]>()

  /** Undefined when the key is taken: an entry is never written twice. */
  const reserve = (key: string, version: string): StoredCache | undefined => {
    if (caches.some((cache) => cache.key === key && cache.version === version)) return undefined
    const cache = { id: caches.length + 1, key, version, finalised: false }
    caches.push(cache)
    return cache
  }
  /** Every key is also a prefix; the first key that finds anything wins, and its newest entry. */
  const find = (keys: readonly string[], version: string): StoredCache | undefined => {
    const readable = caches.filter((cache) => cache.finalised && cache.version === version)
    const exact = readable.find(({ key }) => key === keys[0])
    if (exact) return exact
    for (const prefix of keys) {
      const found = readable.findLast(({ key }) => key.startsWith(prefix))
      if (found) return found
    }
    return undefined
  }

  const service: TwirpService = {
    async CreateCacheEntry(request) {
      const key = field(request, 'key')
      if (key.length > KEY_MAX_CHARACTERS || key.includes(',')) {
        throw new TwirpError(400, 'invalid_argument', 'a key has at most 512 characters and no comma')
      }
      const cache = reserve(key, field(request, 'version'))
      if (!cache) throw new TwirpError(409, 'already_exists', 'cache entry already exists')
      return { ok: true, signed_upload_url: store.uploadUrl(blobName(cache)) }
    },

    async FinalizeCacheEntryUpload(request) {
      const [key, version] = [field(request, 'key'), field(request, 'version')]
      const cache = caches.find((entry) => entry.key === key && entry.version === version)
      const content = cache && (await store.get(blobName(cache)))
      if (!cache || !content || content.length !== Number(field(request, 'size_bytes'))) {
        throw new TwirpError(412, 'failed_precondition', 'the upload is not what is finalised')
      }
      cache.finalised = true
      return { ok: true, entry_id: String(cache.id) }
    },

    async GetCacheEntryDownloadURL(request) {
      const keys = [field(request, 'key'), ...((request['restore_keys'] ?? []) as readonly string[])]
      const cache = find(keys, field(request, 'version'))
      if (!cache) return { ok: false }
      return { ok: true, signed_download_url: store.downloadUrl(blobName(cache)), matched_key: cache.key }
    },
  }

  const lookUp = (query: URLSearchParams): ServerReply => {
    const cache = find((query.get('keys') ?? '').split(','), query.get('version') ?? '')
    if (!cache) return { status: 204 }
    return json(200, { cacheKey: cache.key, archiveLocation: store.downloadUrl(blobName(cache)) })
  }

  return {
    caches,
    service,
    async handleV1({ method, url, headers, body }) {
      const path = url.pathname.replace('/_apis/artifactcache/', '')
      const id = Number(/^caches\/(\d+)$/.exec(path)?.[1] ?? 0)
      const cache = caches.find((entry) => entry.id === id && !entry.finalised)
      const written = parts.get(id) ?? []
      if (method === 'GET' && path === 'cache') return lookUp(url.searchParams)
      if (method === 'POST' && path === 'caches') {
        const { key = '', version = '' } = JSON.parse(body.toString('utf8')) as {
          key?: string
          version?: string
        }
        const reserved = reserve(key, version)
        return reserved
          ? json(201, { cacheId: reserved.id })
          : json(409, { message: 'cache entry already exists' })
      }
      if (!cache) return json(404, { message: `no cache is being written at ${path}` })
      if (method === 'PATCH') {
        const at = Number(/^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1] ?? Number.NaN)
        if (Number.isNaN(at)) return json(400, { message: 'content-range is missing' })
        parts.set(id, [...written, { at, bytes: body }])
        return { status: 204 }
      }
      const whole = Buffer.concat(written.toSorted((a, b) => a.at - b.at).map(({ bytes }) => bytes))
      const { size } = JSON.parse(body.toString('utf8')) as { size: number }
      if (size !== whole.length)
        return json(400, { message: `${whole.length} bytes were written, not ${size}` })
      await store.put(blobName(cache), whole)
      cache.finalised = true
      return { status: 204 }
    },
  }
}

function blobName({ id }: StoredCache): string {
  return `cache-${id}`
}
