import { readFile } from 'node:fs/promises'
import { type ByteSource, memorySource } from '@mlops-actions/data'
import type { Digest } from '@mlops-actions/report'
import { z } from 'zod'
import { canonicalJson } from '../../canonical/json.ts'
import { RegistryError } from '../../error.ts'
import { parseJson } from '../../record/record.ts'
import type { BytesStore } from '../bytes.ts'
import { blobPath, openIfPresent, putBlob, writeAtomically } from './blob.ts'
import { hasCode, withLock } from './lock.ts'
import { type Descriptor, modelPack } from './modelpack.ts'

const LAYOUT = '{"imageLayoutVersion":"1.0.0"}'

/** Other tools write here too: what is not ours is kept as it is. */
const indexSchema = z.looseObject({
  schemaVersion: z.literal(2),
  manifests: z.array(z.looseObject({ digest: z.string() })),
})

type Index = z.infer<typeof indexSchema>

/**
 * Bytes in an OCI image layout: a folder that machines share, which skopeo, oras and every registry can copy from.
 * Blobs are written aside and renamed, so readers need no lock; index.json is the one file that is rewritten, under a
 * lock. It is only for other tools: the registry finds blobs by digest, and the index can be rebuilt from the records.
 *
 * @param directory absolute
 */
export function ociLayoutBytes(directory: string): BytesStore {
  return {
    kind: 'oci-layout',
    async put(bundle) {
      await requireLayout(directory)
      for (const file of bundle.files) await putBlob(directory, file.digest, () => file.open())
      const { manifest, config, descriptor } = modelPack(bundle)
      await putText(directory, config)
      await putText(directory, manifest)
      await withLock(`${directory}/index.json.lock`, () => addToIndex(directory, descriptor))
      return { kind: 'oci-layout', manifest: manifest.digest }
    },
    reader: async () => (file) => openBlob(directory, file.digest),
  }
}

function putText(
  directory: string,
  { digest, content }: { readonly digest: Digest; readonly content: string },
): Promise<void> {
  return putBlob(directory, digest, async () => memorySource(digest, Buffer.from(content)))
}

async function openBlob(directory: string, digest: Digest): Promise<ByteSource> {
  const path = blobPath(directory, digest)
  const source = await openIfPresent(path)
  if (source) return source
  throw new RegistryError('bytes-missing', `${path} does not exist`, {
    remedy: 'Is the shared folder mounted on this machine?',
  })
}

async function requireLayout(directory: string): Promise<void> {
  const path = `${directory}/oci-layout`
  const found = await readIfPresent(path)
  if (found === undefined) return writeAtomically(path, [Buffer.from(LAYOUT)])
  const { imageLayoutVersion } = parseJson(
    z.looseObject({ imageLayoutVersion: z.string() }),
    found,
    path,
    'layout-corrupt',
  )
  if (imageLayoutVersion === '1.0.0') return undefined
  throw new RegistryError(
    'layout-corrupt',
    `${path}: version ${JSON.stringify(imageLayoutVersion)} is unknown`,
  )
}

async function addToIndex(directory: string, descriptor: Descriptor): Promise<void> {
  const path = `${directory}/index.json`
  const found = await readIfPresent(path)
  const index: Index =
    found === undefined
      ? { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] }
      : parseJson(indexSchema, found, path, 'layout-corrupt')
  if (index.manifests.some((known) => known.digest === descriptor.digest)) return
  const next = { ...index, manifests: [...index.manifests, descriptor] }
  await writeAtomically(path, [Buffer.from(canonicalJson(next))])
}

async function readIfPresent(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
}
