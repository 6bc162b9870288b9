/** The run that wrote a text: a later run, or a later attempt of the same run, wins over it. */
export interface RunStamp {
  readonly id: number
  readonly attempt: number
}

/** What a hidden line in a comment or issue says of its origin. */
export interface Marker {
  /** Who wrote it: an action's name. */
  readonly kind: string
  /** Tells several texts of one action apart: a model, a job. */
  readonly key: string
  readonly run?: RunStamp
  /** Whatever the action needs next time. Validate it: it has been on a public page. */
  readonly state?: unknown
}

/** Encoded state above this belongs elsewhere: a comment holds 65,536 characters in all. */
const STATE_MAX_CHARACTERS = 8 * 1024

/**
 * An HTML comment that GitHub does not show, to stand as the last line of a body:
 * `<!-- mlops-actions:drift-check key=delay run=42.1 state=eyJ... -->`.
 *
 * The key is percent-encoded and the state base64 (not base64url, whose alphabet has a hyphen), so that neither can hold
 * the `--` that ends an HTML comment early.
 * @throws RangeError when the encoded state is larger than 8 KiB, or the kind is not lower-case words
 */
export function encodeMarker(kind: string, key: string, state?: unknown, run?: RunStamp): string {
  if (!/^[a-z][a-z0-9-]*$/.test(kind) || kind.includes('--')) {
    throw new RangeError(`a marker's kind is lower-case words joined by hyphens, not ${JSON.stringify(kind)}`)
  }
  const parts = [`mlops-actions:${kind}`, `key=${encodeKey(key)}`]
  if (run) parts.push(`run=${run.id}.${run.attempt}`)
  if (state !== undefined) {
    const encoded = encodeState(state)
    if (encoded.length > STATE_MAX_CHARACTERS) {
      throw new RangeError(
        `a marker's state holds at most ${STATE_MAX_CHARACTERS} characters, not ${encoded.length}`,
      )
    }
    parts.push(`state=${encoded}`)
  }
  return `<!-- ${parts.join(' ')} -->`
}

/**
 * The marker on the last line of a body, or undefined. Only the last line counts: a marker further up may have come in
 * with quoted text. Who wrote the body must be checked besides, since anybody can write a marker.
 */
export function findMarker(body: string): Marker | undefined {
  const last = body.trimEnd().split('\n').at(-1)?.trim() ?? ''
  const match =
    /^<!-- mlops-actions:([a-z0-9-]+) key=(\S*)(?: run=(\d{1,15})\.(\d{1,9}))?(?: state=([\w+/]+))? -->$/.exec(
      last,
    )
  if (!match) return undefined
  const [, kind = '', key = '', id, attempt, state] = match
  const readableKey = decodeKey(key)
  if (readableKey === undefined) return undefined
  return {
    kind,
    key: readableKey,
    ...(id !== undefined && { run: { id: Number(id), attempt: Number(attempt) } }),
    ...(state !== undefined && { state: decodeState(state) }),
  }
}

/** True when `a` is a later run than `b`. A body without a stamp is older than any. */
export function isLater(a: RunStamp | undefined, b: RunStamp | undefined): boolean {
  if (!a) return false
  if (!b) return true
  return a.id === b.id ? a.attempt > b.attempt : a.id > b.id
}

function encodeState(state: unknown): string {
  return Buffer.from(JSON.stringify(state) ?? 'null')
    .toString('base64')
    .replaceAll('=', '')
}

function encodeKey(key: string): string {
  const wellFormed = key.replaceAll(/\p{Surrogate}/gu, '\ufffd') // encodeURIComponent throws on half a character.
  return encodeURIComponent(wellFormed).replaceAll('-', '%2D')
}

function decodeKey(key: string): string | undefined {
  try {
    return decodeURIComponent(key)
  } catch {
    return undefined // Not one of ours: encodeKey never makes a malformed escape.
  }
}

/** Text somebody has edited is no state: undefined, and the caller starts afresh. */
function decodeState(state: string): unknown {
  try {
    return JSON.parse(Buffer.from(state, 'base64').toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
