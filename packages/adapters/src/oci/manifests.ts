import { digestBytes, RegistryError } from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import { type OciClient, ociFailed } from './client.ts'
import { placeText } from './place.ts'

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json'
export const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json'

/** The specification's least limit; a manifest of 4,096 files has half of it. */
export const MAX_MANIFEST_BYTES = 4 << 20

/** A manifest as it is spelt: its digest is over these bytes. */
export interface Manifest {
  readonly mediaType: string
  readonly content: string
}

/**
 * The manifest a tag or digest names, or undefined. A digest is proven; what a tag names is whatever it says.
 *
 * @throws RegistryError `bytes-corrupt` for a manifest that is not what its digest says
 */
export async function getManifest(client: OciClient, reference: string): Promise<Manifest | undefined> {
  const response = await client.send({
    method: 'GET',
    to: `manifests/${reference}`,
    access: 'pull',
    headers: { accept: `${MANIFEST_TYPE}, ${INDEX_TYPE}` },
    maxBytes: MAX_MANIFEST_BYTES,
  })
  if (response.status === 404) return undefined
  if (response.status !== 200) throw ociFailed(client.place, `asking for the manifest ${reference}`, response)
  if (reference.startsWith('sha256:') && digestBytes(response.body) !== reference) {
    throw new RegistryError(
      'bytes-corrupt',
      `${placeText(client.place)}@${reference} is not what its digest says`,
    )
  }
  const mediaType = (response.headers.get('content-type') ?? MANIFEST_TYPE).split(';')[0]!.trim()
  return { mediaType, content: new TextDecoder().decode(response.body) }
}

/**
 * Puts a manifest under a tag that never moves, and reads it back by its digest: a registry may accept what it then changes,
 * and conditional requests are silently ignored (measured with distribution 2.8), so the answer to the PUT proves little.
 * Where tags are immutable, finding it there already is a success.
 *
 * @returns what the registry answered to the PUT, for what its headers say
 * @throws RegistryError `bytes-refused`, `bytes-failed`, `bytes-corrupt`
 */
export async function putManifest(
  client: OciClient,
  reference: string,
  { mediaType, content }: Manifest,
): Promise<{ readonly digest: Digest; readonly subject: string | undefined }> {
  const digest = digestBytes(content)
  const response = await client.send({
    method: 'PUT',
    to: `manifests/${reference}`,
    access: 'push',
    headers: { 'content-type': mediaType },
    body: content,
    // The bytes are the same each time, and so is what comes of it.
    retries: 3,
  })
  const accepted = response.status === 201 || response.status === 200 || response.status === 202
  const held = await getManifest(client, digest)
  if (!held) {
    if (!accepted) throw ociFailed(client.place, `putting the manifest ${reference}`, response)
    throw new RegistryError(
      'bytes-missing',
      `${placeText(client.place)} took the manifest ${digest} and does not have it`,
    )
  }
  if (!accepted && ![400, 409, 412].includes(response.status)) {
    throw ociFailed(client.place, `putting the manifest ${reference}`, response)
  }
  return { digest, subject: response.headers.get('oci-subject') }
}
