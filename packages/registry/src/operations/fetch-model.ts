import { storeFor } from '../bytes/verify.ts'
import { writeAtomically } from '../bytes/oci/blob.ts'
import { chunksOf } from '../digest/source.ts'
import { RegistryError } from '../error.ts'
import type { VersionRecord } from '../record/record.ts'
import type { Registry } from '../registry.ts'
import { loadRecord, loadState } from '../state/load.ts'
import { selectVersion } from './select.ts'

export interface Wanted {
  readonly model: string
  /** A stage's name, or a version as `3`, `v3` or a digest. */
  readonly from: { readonly stage: string } | { readonly version: string }
  /** Where to put the files, absolute; made as needed. */
  readonly directory: string
}

/**
 * The files of a stage or a version, in a folder. Each becomes visible only once its bytes have hashed to what the
 * record says: nobody ever loads a model that is not the registered one.
 *
 * @returns the record, and the absolute paths written
 * @throws RegistryError `unknown-model`, `unknown-version`, `unknown-stage`, `bytes-missing`, `bytes-corrupt`
 */
export async function fetchModel(
  registry: Registry,
  { model, from, directory }: Wanted,
): Promise<{ readonly record: VersionRecord; readonly files: readonly string[] }> {
  const snapshot = await registry.store.head()
  const state = await loadState(snapshot, model)
  const held = 'stage' in from ? state.stages.get(from.stage) : undefined
  if ('stage' in from && !held) {
    throw new RegistryError('unknown-stage', `no version of ${model} is in ${JSON.stringify(from.stage)}`)
  }
  const version = selectVersion(state, held ? String(held.version) : 'version' in from ? from.version : '')
  const record = await loadRecord(snapshot, model, version)
  const open = await storeFor(registry.bytes, record).reader(record)
  const files: string[] = []
  for (const file of record.files) {
    const path = `${directory}/${file.path === '.' ? record.fileName : file.path}`
    const source = await open(file)
    try {
      await writeAtomically(path, chunksOf(source), (found) => {
        if (found === file.digest) return
        throw new RegistryError(
          'bytes-corrupt',
          `${model} version ${record.version}: ${JSON.stringify(file.path)} holds ${found}, registered was ${file.digest}`,
        )
      })
    } finally {
      await source.close()
    }
    files.push(path)
  }
  return { record, files }
}
