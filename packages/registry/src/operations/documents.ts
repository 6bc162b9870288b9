import { memorySource } from '@mlops-actions/data'
import { digestModel, type ModelEntry } from '../digest/model.ts'
import { RegistryError } from '../error.ts'
import type { VersionRecord } from '../record/record.ts'
import type { Registry } from '../registry.ts'
import { chunksOf, digestBytes } from '../digest/source.ts'

/** A small file kept beside a model: its card, its bill of materials, its reference profile. */
export interface Document {
  /** Relative, as a path of a model. */
  readonly path: string
  readonly content: Uint8Array
}

/** They are read whole; a profile of a thousand columns stays below. */
export const MAX_DOCUMENT_BYTES = 64 * 2 ** 20

/**
 * Stores documents as the files of a model are stored: the branch stays small however many versions there are, and every
 * byte store serves.
 *
 * @throws RegistryError those of a byte store; `too-large`
 */
export async function storeDocuments(
  { bytes }: Pick<Registry, 'bytes'>,
  model: string,
  documents: readonly Document[],
): Promise<NonNullable<VersionRecord['documents']>> {
  const entries = documents.map(({ path, content }): ModelEntry => {
    if (content.length > MAX_DOCUMENT_BYTES) {
      throw new RegistryError('too-large', `${path}: a document is at most ${MAX_DOCUMENT_BYTES} bytes`)
    }
    return { path, open: async () => memorySource(path, content) }
  })
  const openers = new Map(entries.map(({ path, open }) => [path, open]))
  const { digest, files } = await digestModel(entries)
  // A place that only points to what others keep takes nothing of ours.
  const store = bytes.find(({ kind }) => kind !== 'uri') ?? bytes[0]
  const location = await store.put({
    model,
    modelDigest: digest,
    files: files.map((file) => ({ ...file, open: openers.get(file.path)! })),
  })
  return { digest, files: [...files], bytes: location }
}

/**
 * A document of a version, proven to be the one the record names; undefined where the version has none of that name.
 *
 * @throws RegistryError `bytes-missing`, `bytes-corrupt`, `too-large`
 */
export async function readDocument(
  { bytes }: Pick<Registry, 'bytes'>,
  { model, version, documents }: VersionRecord,
  path: string,
): Promise<Uint8Array | undefined> {
  const file = documents?.files.find((known) => known.path === path)
  if (!documents || !file) return undefined
  const where = `${path} of ${model} version ${version}`
  const store = bytes.find(({ kind }) => kind === documents.bytes.kind)
  if (!store) {
    throw new RegistryError(
      'bytes-missing',
      `${where} is in ${documents.bytes.kind}, which is not configured here`,
    )
  }
  if (file.byteLength > MAX_DOCUMENT_BYTES)
    throw new RegistryError('too-large', `${where} is too large to read`)
  const source = await (await store.reader(documents))(file)
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of chunksOf(source)) chunks.push(chunk)
    const content = Buffer.concat(chunks)
    if (digestBytes(content) === file.digest) return content
    throw new RegistryError('bytes-corrupt', `${where} is not the document that was registered`)
  } finally {
    await source.close()
  }
}
