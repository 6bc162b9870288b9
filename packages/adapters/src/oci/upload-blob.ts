import { HttpError, type HttpResponse, isTemporary, waitBefore } from '@mlops-actions/core'
import type { ByteSource } from '@mlops-actions/data'
import { RegistryError } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { transferTimeout } from '../transfer/network.ts'
import { slice } from '../transfer/slice.ts'
import { type OciClient, ociFailed, ociReason } from './client.ts'
import {
  abandonSession,
  locationOf,
  openSession,
  receivedOf,
  resumeSession,
  type UploadSession,
} from './upload-session.ts'

/** Tries in a row that bring no new byte to the registry. */
const TRIES_WITHOUT_PROGRESS = 5
/** GitHub's registry refuses larger ones, and everybody takes these. */
const CHUNK_BYTES = 4 << 20
/** "Not in one piece": the limits of proxies, and registries that take only chunks. */
const TOO_LARGE = new Set([400, 405, 411, 413, 501])
/** The session is gone, stands elsewhere, or the registry stumbled: ask what it holds. */
const PASSING = new Set([404, 408, 416, 500])

/**
 * Uploads a blob in one request; where that breaks, asks what arrived and goes on from there; where the registry does not
 * take it in one, in chunks. The registry hashes what it got and refuses anything else.
 *
 * @param open the bytes; opened once
 * @throws RegistryError `bytes-corrupt` when they do not hash to `digest`, `bytes-refused`, `bytes-failed`; HttpError
 */
export async function uploadBlob(
  client: OciClient,
  blob: { readonly digest: Digest; readonly byteLength: number; readonly open: () => Promise<ByteSource> },
  mountFrom: readonly string[] = [],
): Promise<void> {
  const opened = await mountOrOpen(client, blob.digest, mountFrom)
  if (opened === 'mounted') return
  const source = await blob.open()
  try {
    await transfer(client, blob.digest, source, opened)
  } finally {
    await source.close()
  }
}

async function mountOrOpen(
  client: OciClient,
  digest: Digest,
  mountFrom: readonly string[],
): Promise<UploadSession | 'mounted'> {
  for (const repository of mountFrom) {
    const tried = await openSession(client, digest, repository)
    if (tried.kind === 'mounted') return 'mounted'
    if (repository === mountFrom.at(-1)) return tried.session
    await abandonSession(client, tried.session)
  }
  const opened = await openSession(client, digest)
  if (opened.kind === 'mounted') throw new RangeError('mounted without being asked to')
  return opened.session
}

async function transfer(
  client: OciClient,
  digest: Digest,
  source: ByteSource,
  opened: UploadSession,
): Promise<void> {
  const { clock, random, signal } = client.network
  let session = opened
  let chunkBytes = Number.POSITIVE_INFINITY
  for (let failures = 0; ; ) {
    signal.throwIfAborted()
    const step = await attempt(client, digest, source, session, chunkBytes)
    if (step.kind === 'done') return
    if (step.kind === 'sent') {
      session = step.session
      failures = 0
      continue
    }
    if (step.kind === 'too-large') {
      if (chunkBytes !== Number.POSITIVE_INFINITY) throw step.error
      chunkBytes = Math.max(CHUNK_BYTES, session.chunkMinBytes)
    } else {
      if (++failures >= TRIES_WITHOUT_PROGRESS) throw step.error
      const chance = random.bytes(1)[0]! / 256
      await clock.sleep(waitBefore(failures - 1, step.response, clock.now(), chance), signal)
    }
    const { offset } = session
    session = await recovered(client, digest, session, source.byteLength)
    if (session.offset > offset) failures = 0
  }
}

type Step =
  | { readonly kind: 'done' }
  | { readonly kind: 'sent'; readonly session: UploadSession }
  | { readonly kind: 'too-large'; readonly error: Error }
  | { readonly kind: 'broken'; readonly error: Error; readonly response?: HttpResponse }

/** One request: all of it, the next chunk, or the close. */
async function attempt(
  client: OciClient,
  digest: Digest,
  source: ByteSource,
  session: UploadSession,
  chunkBytes: number,
): Promise<Step> {
  const left = source.byteLength - session.offset
  const whole = session.offset === 0 && left <= chunkBytes
  const closing = whole || left === 0
  const count = closing ? left : Math.min(left, chunkBytes)
  const to = new URL(session.location)
  // As text: `searchParams` would spell the registry's own parameters anew, and some sign them as they wrote them.
  if (closing) to.search = `${to.search}${to.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`
  try {
    const response = await client.send({
      method: closing ? 'PUT' : 'PATCH',
      to,
      access: 'push',
      headers: {
        'content-type': 'application/octet-stream',
        ...(closing ? {} : { 'content-range': `${session.offset}-${session.offset + count - 1}` }),
        ...(count === 0 && { 'content-length': '0' }),
      },
      ...(count > 0 && { content: slice(source, session.offset, count) }),
      timeoutMs: transferTimeout(count),
      retries: 0,
    })
    return outcome(client, digest, session, response, { closing, count })
  } catch (error) {
    if (error instanceof HttpError) return { kind: 'broken', error }
    throw error
  }
}

function outcome(
  client: OciClient,
  digest: Digest,
  session: UploadSession,
  response: HttpResponse,
  { closing, count }: { readonly closing: boolean; readonly count: number },
): Step {
  const { status } = response
  if (closing && (status === 201 || status === 204)) return { kind: 'done' }
  if (!closing && (status === 202 || status === 201 || status === 204)) {
    const expected = session.offset + count
    // Fewer than we sent is believed and sent again; more is a registry that counts otherwise (ECR).
    const held = Math.min(receivedOf(response) ?? expected, expected)
    const location = locationOf(response, session.location, session.location)
    return { kind: 'sent', session: { ...session, location, offset: Math.max(held, session.offset) } }
  }
  if (ociReason(response).code === 'DIGEST_INVALID') {
    throw new RegistryError('bytes-corrupt', `${digest} changed while it was being registered`)
  }
  const error = ociFailed(client.place, 'an upload', response)
  if (TOO_LARGE.has(status) && count > 0) return { kind: 'too-large', error }
  if (PASSING.has(status) || isTemporary(status)) return { kind: 'broken', error, response }
  throw error
}

/** The same session with what arrived; a new one where the registry no longer knows it. */
async function recovered(
  client: OciClient,
  digest: Digest,
  session: UploadSession,
  byteLength: number,
): Promise<UploadSession> {
  try {
    const resumed = await resumeSession(client, session, byteLength)
    if (resumed) return resumed
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
  }
  await abandonSession(client, session)
  const opened = await openSession(client, digest)
  if (opened.kind === 'session') return opened.session
  throw new RangeError('mounted without being asked to')
}
