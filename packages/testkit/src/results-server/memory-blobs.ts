import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ServerReply, ServerRequest } from '../http/listen.ts'
import { type BlobStore, CONTAINER, SIGNED_URL_MS } from './blob-store.ts'

const ACCOUNT = 'testkit'
const ROOT = `/${ACCOUNT}/${CONTAINER}/`

export interface MemoryBlobs extends BlobStore {
  /** Answers a request below the store's root, undefined for any other. */
  handle(request: ServerRequest): ServerReply | undefined
}

interface Blob {
  readonly content: Buffer
  readonly type: string
}

/**
 * The part of Azure's blob service the toolkit uses: Put Block, Put Block List, Put Blob, Get Blob with ranges
 * (https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api). Addresses are signed and say what they allow.
 */
export function createMemoryBlobs(origin: () => string, now: () => number): MemoryBlobs {
  const key = randomBytes(32)
  const blobs = new Map<string, Blob>()
  const blocks = new Map<string, Map<string, Buffer>>()
  const sign = (name: string, permission: string, expiry: string, file: string): string =>
    createHmac('sha256', key).update([name, permission, expiry, file].join('\n')).digest('base64url')
  const address = (name: string, permission: 'r' | 'w', file = ''): string => {
    const se = String(now() + SIGNED_URL_MS)
    const query = new URLSearchParams({
      sp: permission,
      se,
      rscd: file,
      sig: sign(name, permission, se, file),
    })
    return `${origin()}${ROOT}${encodeURIComponent(name)}?${query.toString()}`
  }
  const allowed = (name: string, query: URLSearchParams, permission: 'r' | 'w'): boolean => {
    const [sp = '', se = '', rscd = '', sig = ''] = ['sp', 'se', 'rscd', 'sig'].map(
      (field) => query.get(field) ?? '',
    )
    const [expected, given] = [Buffer.from(sign(name, sp, se, rscd)), Buffer.from(sig)]
    const genuine = expected.length === given.length && timingSafeEqual(expected, given)
    return genuine && sp === permission && Number(se) > now()
  }

  const write = (name: string, { url, headers, body }: ServerRequest): ServerReply => {
    const staged = blocks.get(name) ?? new Map<string, Buffer>()
    switch (url.searchParams.get('comp')) {
      case 'block': {
        const id = url.searchParams.get('blockid') ?? ''
        const [known] = staged.keys()
        if (id === '' || (known !== undefined && known.length !== id.length))
          return failure(400, 'InvalidBlobOrBlock')
        blocks.set(name, staged.set(id, body))
        return { status: 201, headers: stamp() }
      }
      case 'blocklist': {
        const ids = [...body.toString('utf8').matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)].map(
          ([, id]) => id!,
        )
        const parts = ids.map((id) => staged.get(id))
        if (parts.includes(undefined)) return failure(400, 'InvalidBlockList')
        return store(name, Buffer.concat(parts as Buffer[]), headers['x-ms-blob-content-type'])
      }
      case null:
        if (headers['x-ms-blob-type'] !== 'BlockBlob') return failure(400, 'InvalidHeaderValue')
        return store(name, body, headers['x-ms-blob-content-type'] ?? headers['content-type'])
      default:
        return failure(400, 'InvalidQueryParameterValue')
    }
  }
  const store = (name: string, content: Buffer, type = 'application/octet-stream'): ServerReply => {
    blobs.set(name, { content, type })
    blocks.delete(name)
    return { status: 201, headers: stamp() }
  }

  return {
    uploadUrl: (name) => address(name, 'w'),
    downloadUrl: (name, fileName) => address(name, 'r', fileName && `attachment; filename="${fileName}"`),
    put: async (name, content) => void store(name, Buffer.from(content)),
    get: async (name) => blobs.get(name)?.content,
    handle(request) {
      const { method, url } = request
      if (!url.pathname.startsWith(ROOT)) return undefined
      const name = decodeURIComponent(url.pathname.slice(ROOT.length))
      const reads = method === 'GET' || method === 'HEAD'
      if (!reads && method !== 'PUT') return failure(405, 'UnsupportedHttpVerb')
      if (!allowed(name, url.searchParams, reads ? 'r' : 'w')) return failure(403, 'AuthenticationFailed')
      if (!reads) return write(name, request)
      const blob = blobs.get(name)
      return blob ? read(blob, request) : failure(404, 'BlobNotFound')
    },
  }
}

function read({ content, type }: Blob, { url, headers }: ServerRequest): ServerReply {
  const disposition = url.searchParams.get('rscd')
  const common = {
    ...stamp(),
    'content-type': type,
    'accept-ranges': 'bytes',
    ...(disposition ? { 'content-disposition': disposition } : {}),
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers['x-ms-range'] ?? headers['range'] ?? '')
  if (!range)
    return { status: 200, headers: { ...common, 'content-length': String(content.length) }, body: content }
  const first = Number(range[1])
  const last = Math.min(range[2] ? Number(range[2]) : content.length - 1, content.length - 1)
  if (first > last) return failure(416, 'InvalidRange')
  const part = content.subarray(first, last + 1)
  return {
    status: 206,
    headers: {
      ...common,
      'content-length': String(part.length),
      'content-range': `bytes ${first}-${last}/${content.length}`,
    },
    body: part,
  }
}

/** What Azure sends with every answer and its client insists on. */
function stamp(): Record<string, string> {
  return { 'x-ms-version': '2021-12-02', 'last-modified': new Date(0).toUTCString(), etag: '"0x1"' }
}

function failure(status: number, code: string): ServerReply {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`
  return { status, headers: { 'content-type': 'application/xml', 'x-ms-error-code': code }, body }
}
