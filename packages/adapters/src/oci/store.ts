import { type BytesStore, modelPack, modelTag } from '@mlops-actions/registry'
import type { Network } from '../transfer/network.ts'
import { inParallel } from '../transfer/in-parallel.ts'
import { openBlob } from './blobs.ts'
import { ociClient } from './client.ts'
import type { Credentials } from './credentials.ts'
import { getManifest, MANIFEST_TYPE, putManifest } from './manifests.ts'
import { type OciPlace, placeText } from './place.ts'
import { ensureBlob, putBlob } from './put-blob.ts'

/** Models of thousands of small files wait for answers, not for the line. */
const PARALLEL_UPLOADS = 4

export interface OciOptions {
  readonly place: OciPlace
  readonly credentials: Credentials
  /** Other repositories of the registry that may hold the files already; they are mounted instead of sent. */
  readonly mountFrom?: readonly string[]
}

/**
 * Bytes in an OCI registry: a CNCF ModelPack artifact with one raw layer a file, so that a layer's digest is the file's.
 * The tag is made of the model's digest and never moves. Blobs first, the manifest last: a push that dies leaves only blobs
 * nobody names, which registries clean up.
 */
export function ociBytes(network: Network, { place, credentials, mountFrom = [] }: OciOptions): BytesStore {
  const client = ociClient(network, place, credentials)
  return {
    kind: 'oci',
    async put(bundle) {
      const files = [...new Map(bundle.files.map((file) => [file.digest, file])).values()]
      await inParallel(files, PARALLEL_UPLOADS, (file) => ensureBlob(client, file, mountFrom))
      const { manifest, config } = modelPack(bundle)
      await putBlob(client, config.digest, Buffer.from(config.content))
      const tag = modelTag(bundle)
      const held = await getManifest(client, tag)
      if (held?.content !== manifest.content) {
        await putManifest(client, tag, { mediaType: MANIFEST_TYPE, content: manifest.content })
      }
      return { kind: 'oci', repository: placeText(place), manifest: manifest.digest }
    },
    reader: async () => (file) => openBlob(client, file.digest, file.byteLength),
  }
}
