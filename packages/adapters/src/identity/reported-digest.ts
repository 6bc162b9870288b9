import { type Http, HttpError, UserError } from '@mlops-actions/core'
import { z } from 'zod'

const ANSWER_MAX_BYTES = 64 * 1024
const TIMEOUT_MS = 10_000

/** What a model server says of itself: `{"digest": "sha256:..."}`; more keys are its own business. */
const answer = z.object({ digest: z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]) })

/**
 * The digest of the model an arm says it serves.
 * @throws UserError `identity-unreadable`: an arm that cannot name its model gets no traffic
 */
export async function reportedDigest(
  http: Http,
  arm: string,
  url: string,
  signal?: AbortSignal,
): Promise<`sha256:${string}`> {
  const unreadable = (what: string, cause?: unknown) =>
    new UserError('identity-unreadable', `${arm}: its identity URL ${what}`, {
      cause,
      remedy: 'it must answer 200 with {"digest": "sha256:<64 hex digits>"}',
    })
  try {
    const response = await http.send({
      url,
      timeoutMs: TIMEOUT_MS,
      maxBytes: ANSWER_MAX_BYTES,
      ...(signal && { signal }),
    })
    if (response.status !== 200) throw unreadable(`answers HTTP ${response.status}`)
    const parsed = answer.safeParse(JSON.parse(new TextDecoder().decode(response.body)))
    if (!parsed.success) throw unreadable('names no digest')
    return parsed.data.digest
  } catch (cause) {
    if (cause instanceof HttpError) throw unreadable(`does not answer: ${cause.message}`, cause)
    if (cause instanceof SyntaxError) throw unreadable('answers no JSON', cause)
    throw cause
  }
}
