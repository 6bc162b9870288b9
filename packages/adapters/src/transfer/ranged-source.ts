import { HttpError, type HttpResponse, waitBefore } from '@mlops-actions/core'
import type { ByteSource } from '@mlops-actions/data'
import { RegistryError } from '@mlops-actions/registry'
import type { Network } from './network.ts'

/** Connections that may break one after the other without a single byte between them. */
const TRIES_WITHOUT_PROGRESS = 5

export interface Remote {
  /** How messages call it; never with a query, which may be signed. */
  readonly name: string
  readonly byteLength: number
  /** GET with `streamed`, from `offset` on (a `Range` header where that is not 0). A refusal is a value. */
  get(offset: number): Promise<HttpResponse>
}

/**
 * A file on a server as a source. Reading it front to back is one request; when that breaks, the next one goes on where it
 * broke. A server that knows no ranges sends what we have again, and it is skipped.
 *
 * Nothing here proves what the bytes are: whoever reads them hashes them.
 *
 * @throws RegistryError `bytes-missing`, `bytes-corrupt` (another size than registered), `bytes-refused`; HttpError when the
 * server is gone for good
 */
export function rangedSource(remote: Remote, { clock, random, signal }: Network): ByteSource {
  let stream: AsyncIterator<Uint8Array> | undefined
  let rest: Uint8Array = new Uint8Array()
  let position = 0

  async function leave(): Promise<void> {
    const left = stream
    stream = undefined
    rest = new Uint8Array()
    await left?.return?.()
  }

  async function pull(): Promise<Uint8Array> {
    for (let failures = 0; ; failures++) {
      signal.throwIfAborted()
      try {
        stream ??= await openAt(remote, position)
        const next = await stream.next()
        if (next.done !== true) {
          if (next.value.byteLength > 0) return next.value
          failures--
          continue
        }
        throw new HttpError(remote.name, `${remote.name} ended at byte ${position} of ${remote.byteLength}`)
      } catch (error) {
        stream = undefined
        if (!(error instanceof HttpError) || failures + 1 >= TRIES_WITHOUT_PROGRESS) throw error
        await clock.sleep(waitBefore(failures, undefined, clock.now(), random.bytes(1)[0]! / 256), signal)
      }
    }
  }

  return {
    name: remote.name,
    byteLength: remote.byteLength,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > remote.byteLength) {
        throw new RangeError(`${remote.name}: bytes ${offset}+${length} of ${remote.byteLength}`)
      }
      if (offset !== position) {
        await leave()
        position = offset
      }
      const bytes = new Uint8Array(length)
      for (let filled = 0; filled < length; ) {
        if (rest.byteLength === 0) rest = await pull()
        const taken = rest.subarray(0, length - filled)
        bytes.set(taken, filled)
        filled += taken.byteLength
        position += taken.byteLength
        rest = rest.subarray(taken.byteLength)
      }
      return bytes
    },
    close: leave,
  }
}

async function openAt(remote: Remote, offset: number): Promise<AsyncIterator<Uint8Array>> {
  const response = await remote.get(offset)
  const { status } = response
  if (status === 404 || status === 410)
    throw new RegistryError('bytes-missing', `${remote.name} does not exist`)
  if (status === 416) {
    throw new RegistryError(
      'bytes-corrupt',
      `${remote.name} has fewer bytes than the ${remote.byteLength} registered`,
    )
  }
  if (status === 401 || status === 403) {
    throw new RegistryError('bytes-refused', `${remote.name}: reading was refused (${status})`, {
      remedy: 'Check that the credentials may read it.',
    })
  }
  if (status !== 200 && status !== 206) throw new HttpError(remote.name, `${remote.name}: answered ${status}`)
  const from = status === 206 ? rangeStart(remote.name, response) : 0
  if (from > offset) throw new HttpError(remote.name, `${remote.name}: sent another range than was asked for`)
  return skipped(response.chunks ?? once(response.body), offset - from)
}

/** RFC 9110 14.4: `bytes 5-9/10`. */
function rangeStart(name: string, { headers }: HttpResponse): number {
  const start = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')?.[1]
  if (start === undefined) throw new HttpError(name, `${name}: a partial answer that does not say which part`)
  return Number(start)
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}

async function* skipped(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const chunk of chunks) {
    if (chunk.byteLength > left) yield chunk.subarray(left)
    left = Math.max(0, left - chunk.byteLength)
  }
}
