import { canonicalJson, digestBytes, RegistryError } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { z } from 'zod'
import { type OciClient, ociFailed } from './client.ts'
import { getManifest, INDEX_TYPE, MANIFEST_TYPE, MAX_MANIFEST_BYTES, putManifest } from './manifests.ts'
import { placeText } from './place.ts'
import { putBlob } from './put-blob.ts'

/** The manifest something is attached to. */
export interface Subject {
  readonly mediaType: string
  readonly digest: Digest
  readonly size: number
}

/** A signature, a bill of materials, a report: what is attached. */
export interface Attachment {
  /** `application/vnd.dev.sigstore.bundle.v0.3+json`, `application/vnd.cyclonedx+json`. */
  readonly artifactType: string
  readonly content: Uint8Array
  readonly annotations?: Readonly<Record<string, string>>
}

const descriptor = z.looseObject({
  mediaType: z.string(),
  digest: z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]),
  size: z.int().min(0),
  artifactType: z.string().optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})

export type Referrer = z.infer<typeof descriptor>

const indexSchema = z.looseObject({ schemaVersion: z.literal(2), manifests: z.array(descriptor) })

/** OCI image specification, "Guidance for an empty descriptor". */
const EMPTY = { mediaType: 'application/vnd.oci.empty.v1+json', content: '{}' } as const

/** Other writers of the fallback tag may come in between; it has no compare-and-swap. */
const FALLBACK_TRIES = 5

/**
 * Attaches something to a manifest as a referrer (distribution specification 1.1). Where the registry has no referrers API,
 * the index at the tag `sha256-<hex>` is kept by us, read back, and written again if somebody else came in between.
 *
 * @returns the digest of the referrer; the same attachment always has the same
 * @throws RegistryError `bytes-refused`, `bytes-failed`, `bytes-corrupt`
 */
export async function attachReferrer(
  client: OciClient,
  subject: Subject,
  { artifactType, content, annotations }: Attachment,
): Promise<Digest> {
  const layer = { mediaType: artifactType, digest: digestBytes(content), size: content.byteLength }
  const config = {
    mediaType: EMPTY.mediaType,
    digest: digestBytes(EMPTY.content),
    size: EMPTY.content.length,
  }
  await putBlob(client, layer.digest, content)
  await putBlob(client, config.digest, Buffer.from(EMPTY.content))
  const manifest = canonicalJson({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType,
    config,
    layers: [layer],
    subject,
    ...(annotations && { annotations }),
  })
  const digest = digestBytes(manifest)
  const put = await putManifest(client, digest, { mediaType: MANIFEST_TYPE, content: manifest })
  const listed = await listByApi(client, subject.digest)
  if (put.subject === undefined || listed === undefined) {
    await keepFallback(client, subject.digest, {
      mediaType: MANIFEST_TYPE,
      digest,
      size: Buffer.byteLength(manifest),
      artifactType,
      ...(annotations && { annotations: { ...annotations } }),
    })
  }
  return digest
}

/** What is attached to a manifest, from the API or the fallback tag. */
export async function listReferrers(client: OciClient, subject: Digest): Promise<readonly Referrer[]> {
  return (await listByApi(client, subject)) ?? (await readFallback(client, subject))
}

/** Undefined where the registry has no such API. */
async function listByApi(client: OciClient, subject: Digest): Promise<readonly Referrer[] | undefined> {
  const found: Referrer[] = []
  for (let next: URL | undefined = client.url(`referrers/${subject}`); next; ) {
    const response = await client.send({
      method: 'GET',
      to: next,
      access: 'pull',
      headers: { accept: INDEX_TYPE },
      maxBytes: MAX_MANIFEST_BYTES,
    })
    if (response.status === 404 || response.status === 405) return undefined
    if (response.status !== 200) throw ociFailed(client.place, `asking what refers to ${subject}`, response)
    found.push(...parseIndex(client, new TextDecoder().decode(response.body)))
    next = nextPage(response.headers.get('link'), next)
  }
  return found
}

/** RFC 8288: `<...>; rel="next"`, on the same server. */
function nextPage(link: string | undefined, from: URL): URL | undefined {
  const target = /^\s*<([^>]{1,2048})>\s*;[^,]*rel="?next"?/.exec(link ?? '')?.[1]
  if (target === undefined || !URL.canParse(target, from.href)) return undefined
  const url = new URL(target, from.href)
  return url.origin === from.origin && url.href !== from.href ? url : undefined
}

const fallbackTag = (subject: Digest) => subject.replace(':', '-')

async function readFallback(client: OciClient, subject: Digest): Promise<readonly Referrer[]> {
  const held = await getManifest(client, fallbackTag(subject))
  return held ? parseIndex(client, held.content) : []
}

async function keepFallback(client: OciClient, subject: Digest, entry: Referrer): Promise<void> {
  for (let tries = 0; tries < FALLBACK_TRIES; tries++) {
    const held = await readFallback(client, subject)
    if (held.some(({ digest }) => digest === entry.digest)) return
    const index = canonicalJson({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [...held, entry] })
    await putManifest(client, fallbackTag(subject), { mediaType: INDEX_TYPE, content: index })
  }
  throw new RegistryError(
    'bytes-failed',
    `${placeText(client.place)}: others kept changing the tag ${fallbackTag(subject)}`,
    { remedy: 'Run the step again.' },
  )
}

function parseIndex(client: OciClient, text: string): readonly Referrer[] {
  const found = indexSchema.safeParse(json(text))
  if (found.success) return found.data.manifests
  throw new RegistryError(
    'bytes-corrupt',
    `${placeText(client.place)}: a list of referrers that is no OCI index`,
  )
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
