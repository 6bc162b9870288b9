import { Readable } from 'node:stream'
import type { Outgoing } from './redirect.ts'

/** A body as undici takes it. */
export interface SentBody {
  readonly body: Uint8Array | string | Readable | undefined
  readonly headers: Readonly<Record<string, string>>
  /** What went wrong while the content was read: the sender's trouble and not the network's. */
  readonly failure: { readonly error: unknown } | undefined
}

/**
 * The body of an outgoing request. Content is sent with its length: a registry refuses a body of unknown size, and one that
 * ends early must not count as sent.
 */
export function bodyOf(body: Outgoing['body']): SentBody {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    return { body, headers: {}, failure: undefined }
  }
  let failure: SentBody['failure']
  async function* chunks(content: Exclude<typeof body, string | Uint8Array | undefined>) {
    const iterator = content.open()[Symbol.asyncIterator]()
    try {
      for (;;) {
        // Only what reading throws: a broken connection is thrown into this generator too, at the yield.
        const next = await iterator.next().catch((error: unknown) => {
          failure = { error }
          throw error
        })
        if (next.done === true) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  return {
    // In bytes, not objects: the buffer ahead of the socket then has a size.
    body: Readable.from(chunks(body), { objectMode: false }),
    headers: { 'content-length': String(body.byteLength) },
    get failure() {
      return failure
    },
  }
}
