import { HttpError, type HttpResponse } from '@mlops-actions/core'
import { RegistryError } from '@mlops-actions/registry'
import type { OciClient } from './client.ts'
import { ociFailed } from './client.ts'

/** An upload the registry has opened for us. `location` changes with every answer: registries keep state in it. */
export interface UploadSession {
  readonly location: URL
  /** Bytes the registry holds. */
  readonly offset: number
  /** The smallest chunk it takes, where it says so (`OCI-Chunk-Min-Length`). */
  readonly chunkMinBytes: number
}

/** Opened, or not needed because the blob was mounted from another repository. */
export type Opened =
  | { readonly kind: 'session'; readonly session: UploadSession }
  | { readonly kind: 'mounted' }

/**
 * POSTs for an upload session, trying to mount the blob from `mountFrom` on the way: a registry that cannot mount opens a
 * session instead, as the specification asks.
 *
 * @throws RegistryError `bytes-refused`, `bytes-failed`
 */
export async function openSession(client: OciClient, digest: string, mountFrom?: string): Promise<Opened> {
  const to = client.url('blobs/uploads/')
  if (mountFrom !== undefined) {
    to.searchParams.set('mount', digest)
    to.searchParams.set('from', mountFrom)
  }
  const response = await client.send({
    method: 'POST',
    to,
    access: 'push',
    headers: { 'content-length': '0' },
    // A session opened twice is one the registry forgets.
    retries: 3,
    ...(mountFrom !== undefined && { mountFrom }),
  })
  if (response.status === 201 && mountFrom !== undefined) return { kind: 'mounted' }
  if (response.status !== 202) throw ociFailed(client.place, 'opening an upload', response)
  const chunkMinBytes = Number(
    /^\d{1,12}$/.exec(response.headers.get('oci-chunk-min-length') ?? '')?.[0] ?? 0,
  )
  return { kind: 'session', session: { location: locationOf(response, to), offset: 0, chunkMinBytes } }
}

/** What the registry holds of an upload that was cut; undefined when it forgot it. */
export async function resumeSession(
  client: OciClient,
  session: UploadSession,
  byteLength: number,
): Promise<UploadSession | undefined> {
  const response = await client.send({ method: 'GET', to: session.location, access: 'push' })
  if (response.status !== 204 && response.status !== 202 && response.status !== 200) return undefined
  const received = receivedOf(response)
  if (received === undefined || received > byteLength) return undefined
  return { ...session, location: locationOf(response, session.location, session.location), offset: received }
}

/** Lets the registry throw away what it holds. Best effort: it forgets sessions by itself. */
export async function abandonSession(client: OciClient, { location }: UploadSession): Promise<void> {
  try {
    await client.send({ method: 'DELETE', to: location, access: 'push', retries: 0 })
  } catch (error) {
    if (!(error instanceof HttpError) && !(error instanceof RegistryError)) throw error
  }
}

/**
 * Bytes held, by the `Range` header: `0-<last>`. `0-0` is what distribution says for nothing, so a single byte counts as
 * nothing and the upload starts again.
 */
export function receivedOf({ headers }: HttpResponse): number | undefined {
  const last = /^(?:bytes=)?0-(\d{1,15})$/.exec(headers.get('range') ?? '')?.[1]
  if (last === undefined) return undefined
  return last === '0' ? 0 : Number(last) + 1
}

/**
 * Where the upload goes on: absolute or relative, its query kept as it is. Harbor and others behind a proxy that ends TLS
 * write `http:` for themselves; that is put right, for nothing is sent unprotected where the registry is protected.
 */
export function locationOf(response: HttpResponse, asked: URL, otherwise?: URL): URL {
  const text = response.headers.get('location')
  if (text === undefined && otherwise) return otherwise
  const url = text !== undefined && URL.canParse(text, asked.href) ? new URL(text, asked.href) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new RegistryError('bytes-failed', `${asked.host} opened an upload without saying where`)
  }
  if (asked.protocol === 'https:' && url.protocol === 'http:') {
    if (url.hostname !== asked.hostname) {
      throw new RegistryError('bytes-failed', `${asked.host} wants the bytes at ${url.host}, without TLS`)
    }
    url.protocol = 'https:'
    url.port = asked.port
  }
  return url
}
