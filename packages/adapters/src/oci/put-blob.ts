import { memorySource } from '@mlops-actions/data'
import { RegistryError } from '@mlops-actions/registry'
import type { ByteSource } from '@mlops-actions/data'
import type { Digest } from '@mlops-actions/report'
import { blobSize } from './blobs.ts'
import type { OciClient } from './client.ts'
import { placeText } from './place.ts'
import { uploadBlob } from './upload-blob.ts'

export interface Blob {
  readonly digest: Digest
  readonly byteLength: number
  readonly open: () => Promise<ByteSource>
}

/**
 * Makes sure that the registry holds a blob, and asks it afterwards: what a push answered is no proof of what is there.
 *
 * @throws RegistryError `bytes-corrupt`, `bytes-refused`, `bytes-failed`
 */
export async function ensureBlob(
  client: OciClient,
  blob: Blob,
  mountFrom: readonly string[] = [],
): Promise<void> {
  if ((await blobSize(client, blob.digest)) === blob.byteLength) return
  await uploadBlob(client, blob, mountFrom)
  const held = await blobSize(client, blob.digest)
  if (held === blob.byteLength) return
  throw new RegistryError(
    'bytes-corrupt',
    `${placeText(client.place)} took ${blob.digest} and holds ${held === undefined ? 'nothing' : `${held} bytes`} of it`,
  )
}

/** {@link ensureBlob} for bytes in memory. */
export function putBlob(client: OciClient, digest: Digest, content: Uint8Array): Promise<void> {
  return ensureBlob(client, {
    digest,
    byteLength: content.byteLength,
    open: async () => memorySource(digest, content),
  })
}
