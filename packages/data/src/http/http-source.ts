import type { ByteSource } from '../byte-source.ts'
import { DataError } from '../error.ts'
import { checkRange } from '../file-source.ts'
import { KIB, MIB } from '../limits.ts'
import { memorySource } from '../memory-source.ts'
import { createBlockCache } from './block-cache.ts'
import { parseContentRange } from './content-range.ts'
import type { RangeHttp, RangeResponse } from './range-http.ts'
import { conditionsOf, sameState, type Validator, validatorOf } from './validator.ts'

export interface HttpSourceOptions {
  /** Sent with every request, credentials among them; never shown. */
  readonly headers?: Readonly<Record<string, string>>
  /** Largest file accepted (default 64 GiB). */
  readonly maxBytes?: number
  /** Largest file read whole from a server that gives no ranges, or none that could be told apart (default 64 MiB). */
  readonly maxWholeBytes?: number
  /** One request (default 30 s), and all of them together (default 30 min). */
  readonly timeoutMs?: number
  readonly deadlineMs?: number
}

interface Remote {
  readonly http: RangeHttp
  readonly url: string
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly endsAt: number
}

const BLOCK_BYTES = 256 * KIB
/** One request asks for this much at most: what is lost when it fails. */
const REQUEST_BLOCKS = 32
/** Blocks fetched beyond a read that goes on where the last one ended. */
const AHEAD_BLOCKS = 8
/** 16 MiB: a window of each of some columns read side by side. */
const CACHED_BLOCKS = 64
/** Asked for again when an answer is cut off or another range than asked; connection errors are the port's to retry. */
const ATTEMPTS = 3
const GIB = 1024 * MIB
const DEFAULT_TIMEOUT_MS = 30_000
const DEFAULT_DEADLINE_MS = 30 * 60_000

/**
 * A file behind an http(s) URL, read by range. The first request asks for its head by GET, since signed URLs often refuse
 * HEAD. Every range carries the ETag (or date) seen then: a file that changes is one DataError `corrupt`, never a mixture
 * of two. A server without ranges, or without an ETag or date, is read whole when the file is small enough.
 *
 * The name is the URL without query and fragment, where signatures stand.
 *
 * DataError `unreadable` (no answer, a status that is none of ours, credentials in the URL), `too-large`, `truncated`
 * (answers cut off again and again), `corrupt` (changed, or ranges that contradict each other).
 */
export async function httpSource(
  http: RangeHttp,
  url: string,
  options: HttpSourceOptions = {},
): Promise<ByteSource> {
  const remote: Remote = {
    http,
    url,
    name: nameOf(url),
    headers: options.headers ?? {},
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    endsAt: performance.now() + (options.deadlineMs ?? DEFAULT_DEADLINE_MS),
  }
  const { name } = remote
  const maxWhole = options.maxWholeBytes ?? 64 * MIB
  const head = await exchange(
    remote,
    'GET',
    { range: `bytes=0-${BLOCK_BYTES - 1}` },
    Math.max(maxWhole, BLOCK_BYTES),
  )
  // RFC 9110 15.5.17: no byte of an empty file can be asked for.
  if (head.status === 416) return memorySource(name, new Uint8Array(0))
  if (head.status === 200) return memorySource(name, wholeBody(remote, head))
  if (head.status !== 206) throw refused(name, head.status)
  const total = parseContentRange(head.headers.get('content-range'))?.total
  if (total === undefined || parseContentRange(head.headers.get('content-range'))?.first !== 0)
    throw new DataError(
      'corrupt',
      name,
      'the server answers a range without saying which, and of how many bytes',
    )
  const maxBytes = options.maxBytes ?? 64 * GIB
  if (total > maxBytes)
    throw new DataError('too-large', name, `holds ${total} bytes, at most ${maxBytes} are read`)
  const validator = validatorOf(head.headers)
  if (validator.etag === undefined && validator.lastModified === undefined) {
    if (head.body.length === total) return memorySource(name, head.body)
    if (total > maxWhole) {
      const message = `the server gives neither ETag nor date, so a change while it is read would go unseen; such a file may hold ${maxWhole} bytes, this one has ${total}`
      throw new DataError('unreadable', name, message)
    }
    const whole = await exchange(remote, 'GET', {}, maxWhole)
    if (whole.status !== 200) throw refused(name, whole.status)
    return memorySource(name, wholeBody(remote, whole))
  }
  return rangedSource(remote, total, validator, head.body)
}

function rangedSource(remote: Remote, total: number, validator: Validator, head: Uint8Array): ByteSource {
  const { name } = remote
  const cache = createBlockCache(CACHED_BLOCKS)
  const blocks = Math.ceil(total / BLOCK_BYTES)
  const sizeOf = (block: number) => Math.min(BLOCK_BYTES, total - block * BLOCK_BYTES)
  if (blocks > 0 && head.length === sizeOf(0)) cache.put(0, head)
  let nextOffset = 0
  /** Reads wait for each other: the second of two neighbours then finds what the first fetched. */
  let last: Promise<unknown> = Promise.resolve()

  /** Block `first` and those behind it up to `end` that are missing, in one request. */
  async function load(first: number, end: number): Promise<void> {
    let stop = first + 1
    const limit = Math.min(end, first + REQUEST_BLOCKS, blocks)
    while (stop < limit && cache.get(stop) === undefined) stop++
    const from = first * BLOCK_BYTES
    const bytes = await fetchRange(remote, from, Math.min(stop * BLOCK_BYTES, total) - from, total, validator)
    for (let block = first; block < stop; block++) {
      const start = (block - first) * BLOCK_BYTES
      cache.put(block, bytes.slice(start, start + sizeOf(block)))
    }
  }

  async function readNow(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length)
    const end = Math.ceil((offset + length) / BLOCK_BYTES)
    const ahead = offset === nextOffset && offset > 0 ? end + AHEAD_BLOCKS : end
    nextOffset = offset + length
    for (let filled = 0; filled < length; ) {
      const block = Math.floor((offset + filled) / BLOCK_BYTES)
      if (cache.get(block) === undefined) await load(block, ahead)
      const from = offset + filled - block * BLOCK_BYTES
      const part = cache.get(block)!.subarray(from, from + length - filled)
      bytes.set(part, filled)
      filled += part.length
    }
    return bytes
  }

  return {
    name,
    byteLength: total,
    async read(offset, length) {
      checkRange(name, total, offset, length)
      const reading = last.then(() => readNow(offset, length))
      last = reading.catch(() => {}) // Whoever asked for it gets the failure.
      return reading
    },
    async close() {},
  }
}

async function fetchRange(
  remote: Remote,
  offset: number,
  length: number,
  total: number,
  validator: Validator,
): Promise<Uint8Array> {
  const { name } = remote
  const headers = { range: `bytes=${offset}-${offset + length - 1}`, ...conditionsOf(validator) }
  for (let attempt = 1; ; attempt++) {
    const response = await exchange(remote, 'GET', headers, length).catch((error: unknown) => error)
    if (response instanceof Error) {
      // A server that answers with all of a changed file exceeds the cap: ask what became of it before giving up.
      if (await hasChanged(remote, validator)) throw changed(name)
      throw response
    }
    const { status, headers: received, body } = response as RangeResponse
    if (status === 412 || status === 416) throw changed(name)
    if (status !== 206 && status !== 200) throw refused(name, status)
    const range = parseContentRange(received.get('content-range'))
    if (!sameState(validator, validatorOf(received)) || (range !== undefined && range.total !== total))
      throw changed(name)
    const whole = status === 200 && offset === 0 && body.length === total && length === total
    const exact = status === 206 && range?.first === offset && body.length === length
    if (whole || exact) return body
    if (attempt === ATTEMPTS) {
      const answer =
        status === 200
          ? 'the whole file'
          : `${body.length} bytes (${received.get('content-range') ?? 'of where'})`
      throw new DataError(
        'truncated',
        name,
        `${length} bytes at ${offset} were asked for, and ${answer} came, ${ATTEMPTS} times`,
      )
    }
  }
}

async function hasChanged(remote: Remote, validator: Validator): Promise<boolean> {
  const head = await exchange(remote, 'HEAD', {}, 0).catch((error: unknown) => error)
  if (head instanceof Error) return false
  const { status, headers } = head as RangeResponse
  return status === 200 && !sameState(validator, validatorOf(headers))
}

async function exchange(
  { http, url, name, headers, timeoutMs, endsAt }: Remote,
  method: 'GET' | 'HEAD',
  more: Readonly<Record<string, string>>,
  maxBytes: number,
): Promise<RangeResponse> {
  const left = endsAt - performance.now()
  if (left <= 0) throw new DataError('unreadable', name, 'takes too long to read')
  try {
    const response = await http.send({
      method,
      url,
      headers: { ...headers, ...more },
      timeoutMs: Math.ceil(Math.min(timeoutMs, left)),
      maxBytes,
    })
    // Of a Buffer, `slice` is a view and no copy.
    const { buffer, byteOffset, length } = response.body
    return { ...response, body: new Uint8Array(buffer, byteOffset, length) }
  } catch (cause) {
    throw new DataError('unreadable', name, 'cannot be fetched', { cause })
  }
}

/** A body that ends early is an error of most clients; not of all, where the length was announced. */
function wholeBody({ name }: Remote, { headers, body }: RangeResponse): Uint8Array {
  const announced = headers.get('content-length')
  if (
    announced !== undefined &&
    headers.get('content-encoding') === undefined &&
    Number(announced) !== body.length
  )
    throw new DataError('truncated', name, `${body.length} bytes came of ${announced}`)
  return body
}

function changed(name: string): DataError {
  return new DataError('corrupt', name, 'changed on the server while it was read; read it again')
}

function refused(name: string, status: number): DataError {
  const hint = status === 401 || status === 403 ? '; are the credentials right?' : ''
  return new DataError('unreadable', name, `the server answers with status ${status}${hint}`)
}

/** Host and path; a query may be a signature. */
function nameOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    throw new DataError('unreadable', 'data', 'the address is no http(s) URL')
  const name = parsed.origin + parsed.pathname
  if (parsed.username !== '' || parsed.password !== '')
    throw new DataError('unreadable', name, 'the URL holds a user name or password; give them as a header')
  return name
}
