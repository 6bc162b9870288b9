import type { ModelFile } from '../digest/model.ts'
import { digestSource } from '../digest/source.ts'
import { RegistryError } from '../error.ts'
import type { VersionRecord } from '../record/record.ts'
import type { BytesStore, OpenFile } from './bytes.ts'

/** The store among `stores` that reads a record's bytes. */
export function storeFor(stores: readonly BytesStore[], record: VersionRecord): BytesStore {
  const store = stores.find(({ kind }) => kind === record.bytes.kind)
  if (store) return store
  throw new RegistryError(
    'bytes-missing',
    `the bytes of ${record.model} version ${record.version} are in ${record.bytes.kind}, which is not configured here`,
    { remedy: 'Set `registry.bytes` of the model in the policy to where they are.' },
  )
}

/**
 * Reads every byte of a version again.
 *
 * @returns what is wrong, in words; undefined when all files hash to what the record says. A file that cannot be read is
 * wrong too: bytes that are not there cannot be served.
 */
export async function verifyBytes(
  stores: readonly BytesStore[],
  record: VersionRecord,
): Promise<string | undefined> {
  try {
    const open = await storeFor(stores, record).reader(record)
    for (const file of record.files) {
      const problem = await verifyFile(open, file)
      if (problem !== undefined) return problem
    }
    return await verifyDocuments(stores, record)
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'bytes-missing') return error.message
    throw error
  }
}

/** What is kept beside the model is registered too: a card that says something else is no card of this model. */
async function verifyDocuments(
  stores: readonly BytesStore[],
  { documents }: VersionRecord,
): Promise<string | undefined> {
  if (!documents) return undefined
  const store = stores.find(({ kind }) => kind === documents.bytes.kind)
  if (!store) return `its documents are in ${documents.bytes.kind}, which is not configured here`
  const open = await store.reader(documents)
  for (const file of documents.files) {
    const problem = await verifyFile(open, file)
    if (problem !== undefined) return `document ${problem}`
  }
  return undefined
}

async function verifyFile(open: OpenFile, file: ModelFile): Promise<string | undefined> {
  const name = JSON.stringify(file.path)
  try {
    const source = await open(file)
    try {
      const found = await digestSource(source)
      return found === file.digest ? undefined : `${name} holds ${found}, registered was ${file.digest}`
    } finally {
      await source.close()
    }
  } catch (error) {
    if (
      error instanceof RegistryError &&
      (error.code === 'bytes-missing' || error.code === 'bytes-corrupt')
    ) {
      return `${name} cannot be read: ${error.message}`
    }
    throw error
  }
}
