import type { Digest } from '@mlops-actions/report'
import { z } from 'zod'
import { canonicalJson } from '../canonical/json.ts'
import { digestBytes } from '../digest/source.ts'
import { RegistryError } from '../error.ts'
import { digest, instant, modelName, origin, stageName, versionNumber } from '../record/fields.ts'
import { parseJson } from '../record/record.ts'

/** Why something was done, in the words of who did it. */
const reason = z.string().min(1).max(4096)

const versionRef = z.strictObject({ version: versionNumber, modelDigest: digest })

const common = {
  schema: z.literal('mlops-actions/event/v1'),
  model: modelName,
  /** 1, 2, 3, ... within a model. */
  sequence: versionNumber,
  at: instant,
  origin,
  /** Digest of the event before it, null for the first: rewriting one breaks every later one. */
  previousEvent: digest.nullable(),
  version: versionNumber,
  modelDigest: digest,
}

/** Everything that ever happens to a model. State is a fold over these and nothing else. */
export const registryEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('register'),
    recordDigest: digest,
    evidence: z.array(digest).max(64),
  }),
  z.strictObject({ ...common, kind: z.literal('attach-evidence'), evidence: z.array(digest).min(1).max(64) }),
  z.strictObject({
    ...common,
    kind: z.literal('promote'),
    stage: stageName,
    /** What the stage held before; null when it held nothing. */
    from: versionRef.nullable(),
    /** The evidence the decision rested on. */
    evidence: z.array(digest).max(64),
    /** The policy that decided. */
    policyDigest: digest,
    reason: reason.optional(),
    /** A quarantined version was let through, by a person, with a reason; this lifts the quarantine. */
    override: z.literal(true).optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('rollback'),
    stage: stageName,
    /** The version that was taken away, and is quarantined by this event. */
    from: versionRef,
    policyDigest: digest,
    reason,
  }),
  z.strictObject({ ...common, kind: z.literal('quarantine'), reason }),
  /** There is something better; it still serves, and promoting it warns. */
  z.strictObject({ ...common, kind: z.literal('deprecate'), reason }),
  /** Over for good: no stage may hold it again, and its bytes may be removed. */
  z.strictObject({ ...common, kind: z.literal('retire'), reason }),
])

export type RegistryEvent = z.infer<typeof registryEvent>
export type EventKind = RegistryEvent['kind']
export type VersionRef = z.infer<typeof versionRef>

/** The digest the next event cites and reports quote: sha256 of the canonical event. */
export function eventDigest(event: RegistryEvent): Digest {
  return digestBytes(canonicalJson(event))
}

/** @throws RegistryError `invalid-event`, naming `where` */
export function parseEvent(bytes: Uint8Array, where: string): RegistryEvent {
  return readEvent(bytes, where).event
}

/**
 * An event and its digest. What was read is the canonical text, so that text is hashed: writing thousands of events out again
 * only to hash them is what reading a long history would spend its time on.
 *
 * @throws RegistryError `invalid-event`, naming `where`
 */
export function readEvent(
  bytes: Uint8Array,
  where: string,
): { readonly event: RegistryEvent; readonly digest: Digest } {
  const text = new TextDecoder().decode(bytes)
  const event = parseJson(registryEvent, text, where, 'invalid-event')
  if (canonicalJson(event) === text) return { event, digest: digestBytes(text) }
  throw new RegistryError(
    'invalid-event',
    `${where}: not in canonical form, so it was not written by the registry`,
  )
}
