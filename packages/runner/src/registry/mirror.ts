import { readFile } from 'node:fs/promises'
import { type Mirrored, mirrorAliases, mirrorVersions, mlflowClient } from '@mlops-actions/adapters'
import type { CatalogModel } from '@mlops-actions/catalog'
import { createTags, fetchModel, gtoTags, type VersionRecord } from '@mlops-actions/registry'
import type { Opened } from './open.ts'

/** What a mirror did: versions with MLflow's numbers for them, and where the aliases point. */
export interface MirrorReport {
  readonly place: string
  readonly versions: Awaited<ReturnType<typeof mirrorVersions>>
  readonly aliases: Awaited<ReturnType<typeof mirrorAliases>>
}

/** Brings MLflow's registry to what ours says: versions that live, oldest first, and an alias for each stage. */
export async function mirror(
  { registry, runtime }: Opened,
  { state, versions }: CatalogModel,
): Promise<MirrorReport> {
  const client = mlflowClient(runtime.http, runtime.env)
  const living = versions.filter((version) => !version.state.retired).toReversed()
  const mirrored = living.map((version): Mirrored => {
    let folder: Promise<string> | undefined
    const fetched = (): Promise<string> => (folder ??= fetchTo(version.record))
    return {
      record: version.record,
      recordDigest: version.state.recordDigest,
      // Only a version that is not there yet is fetched; fetchModel proves every file before it is read here.
      read: async (file) =>
        readFile(`${await fetched()}/${file.path === '.' ? version.record.fileName : file.path}`),
    }
  })
  async function fetchTo({ model, version }: VersionRecord): Promise<string> {
    const directory = await runtime.files.temporary('mirror')
    await fetchModel(registry, { model, from: { version: String(version) }, directory })
    return directory
  }
  const outcomes = await mirrorVersions(client, registry.clock, state.model, mirrored)
  const numbers = new Map(outcomes.map(({ version, mlflowVersion }) => [version, mlflowVersion]))
  const aliases = [...state.stages].flatMap(([stage, { version }]) => {
    const number = numbers.get(version)
    return number === undefined ? [] : [[stage, number] as const]
  })
  return {
    place: client.place,
    versions: outcomes,
    aliases: await mirrorAliases(client, state.model, new Map(aliases)),
  }
}

/** The history as GTO's tags, on the registry's own branch. */
export async function tagForGto({ registry, runtime }: Opened, model: string): Promise<readonly string[]> {
  const tags = await gtoTags(registry.store.history(), model)
  const { exec, files, signal } = runtime
  const ports = { exec, remote: registry.remote, signal, directory: await files.temporary('gto') }
  return createTags(ports, registry.branch, tags)
}
