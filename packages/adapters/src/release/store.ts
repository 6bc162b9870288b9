import { HttpError, waitBefore } from '@mlops-actions/core'
import { type ByteSource, memorySource } from '@mlops-actions/data'
import {
  type Bundle,
  type BytesStore,
  digestBytes,
  digestSource,
  hexOf,
  type ModelFile,
  modelTag,
  type OpenFile,
  RegistryError,
} from '@mlops-actions/registry'
import type { Digest } from '@mlops-actions/report'
import type { Network } from '../transfer/network.ts'
import { rangedSource } from '../transfer/ranged-source.ts'
import { slice } from '../transfer/slice.ts'
import { type Asset, type Release, type ReleaseApi, releaseApi, type ReleasePlace, shown } from './api.ts'
import { joined } from './joined-source.ts'

const MIB = 1 << 20
/** GitHub takes less than 2 GiB an asset. */
const MAX_PART_BYTES = 1900 * MIB
/** Of one release. */
const MAX_ASSETS = 1000
const TRIES = 4

/**
 * Bytes as assets of a release a model, `sha256-<hex>` each, large files in parts: needs nothing but GitHub, and works on an
 * Enterprise Server. A release is public to whoever may read the repository.
 *
 * @param partBytes for tests
 */
export function releaseBytes(network: Network, place: ReleasePlace, partBytes = MAX_PART_BYTES): BytesStore {
  const api = releaseApi(network, place)
  return {
    kind: 'release',
    async put(bundle) {
      const tag = `model-${modelTag(bundle)}`
      const files = [...new Map(bundle.files.map((file) => [file.digest, file])).values()]
      requireFewAssets(place, files, partBytes)
      const release = await api.ensure(tag, `${bundle.model} ${hexOf(bundle.modelDigest).slice(0, 12)}`)
      for (const file of files) await ensureFile(network, api, release, file, partBytes)
      const held = byName(await api.assets(release))
      for (const file of files) {
        for (const part of partsOf(file, partBytes)) requireHeld(place, held.get(part.name), part)
      }
      return { kind: 'release', repository: shown(place), tag }
    },
    async reader({ bytes }): Promise<OpenFile> {
      if (bytes.kind !== 'release') throw new RangeError(`bytes in ${bytes.kind} are no release`)
      const release = await api.find(bytes.tag)
      if (!release) throw new RegistryError('bytes-missing', `${shown(place)} has no release ${bytes.tag}`)
      const held = byName(await api.assets(release))
      return async (file) => openFile(network, api, place, held, file, partBytes)
    },
  }
}

interface Part {
  readonly name: string
  readonly offset: number
  readonly byteLength: number
  /** Where the part is the whole file. */
  readonly digest: Digest | undefined
}

/** An empty file has no parts: GitHub takes no empty assets, and nothing needs to be kept to know what it holds. */
function partsOf(
  { digest, byteLength }: Pick<ModelFile, 'digest' | 'byteLength'>,
  partBytes: number,
): readonly Part[] {
  const count = Math.ceil(byteLength / partBytes)
  return Array.from({ length: count }, (_, index) => ({
    name: count === 1 ? `sha256-${hexOf(digest)}` : `sha256-${hexOf(digest)}.${index + 1}of${count}`,
    offset: index * partBytes,
    byteLength: Math.min(partBytes, byteLength - index * partBytes),
    digest: count === 1 ? digest : undefined,
  }))
}

function byName(assets: readonly Asset[]): ReadonlyMap<string, Asset> {
  return new Map(assets.map((asset) => [asset.name, asset]))
}

/** Uploaded in full, of the right size, and what GitHub hashed (where it does) is what we meant. */
function isWhole(asset: Asset, { byteLength, digest }: Part): boolean {
  const same = digest === undefined || !asset.digest || asset.digest === digest
  return asset.state === 'uploaded' && asset.size === byteLength && same
}

function requireHeld(place: ReleasePlace, asset: Asset | undefined, part: Part): void {
  if (asset && isWhole(asset, part)) return
  throw new RegistryError(
    'bytes-corrupt',
    `${shown(place)} took ${part.name}, and holds something else or nothing`,
  )
}

async function ensureFile(
  network: Network,
  api: ReleaseApi,
  release: Release,
  file: Bundle['files'][number],
  partBytes: number,
): Promise<void> {
  const source = await file.open()
  try {
    if ((await digestSource(source)) !== file.digest) {
      throw new RegistryError('bytes-corrupt', `${source.name} changed while it was being registered`)
    }
    for (const part of partsOf(file, partBytes)) await ensurePart(network, api, release, source, part)
  } finally {
    await source.close()
  }
}

async function ensurePart(
  { clock, random, signal }: Network,
  api: ReleaseApi,
  release: Release,
  source: ByteSource,
  part: Part,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    signal.throwIfAborted()
    const held = byName(await api.assets(release)).get(part.name)
    if (held && isWhole(held, part)) return
    // At the first look it may be another machine's, still coming in.
    if (held && tries > 0) await api.remove(held)
    try {
      if (
        (!held || tries > 0) &&
        (await api.upload(release, part.name, slice(source, part.offset, part.byteLength)))
      )
        return
    } catch (error) {
      if (!(error instanceof HttpError) || tries + 1 >= TRIES) throw error
    }
    await clock.sleep(waitBefore(tries, undefined, clock.now(), random.bytes(1)[0]! / 256), signal)
  }
  throw new RegistryError('bytes-failed', `GitHub is not taking ${part.name}`, {
    remedy: 'Run the step again.',
  })
}

async function openFile(
  network: Network,
  api: ReleaseApi,
  place: ReleasePlace,
  held: ReadonlyMap<string, Asset>,
  file: ModelFile,
  partBytes: number,
): Promise<ByteSource> {
  if (file.byteLength === 0) return memorySource(digestBytes(''), new Uint8Array())
  const parts = partsOf(file, partBytes).map((part) => {
    const asset = held.get(part.name)
    const name = `${shown(place)} release asset ${part.name}`
    if (!asset) throw new RegistryError('bytes-missing', `${name} does not exist`)
    if (asset.size !== part.byteLength) {
      throw new RegistryError(
        'bytes-corrupt',
        `${name} has ${asset.size} bytes, registered were ${part.byteLength}`,
      )
    }
    return rangedSource({ name, byteLength: asset.size, get: (offset) => api.get(asset, offset) }, network)
  })
  return joined(`${shown(place)} ${file.digest}`, parts)
}

function requireFewAssets(place: ReleasePlace, files: readonly ModelFile[], partBytes: number): void {
  const count = files.reduce((sum, file) => sum + partsOf(file, partBytes).length, 0)
  if (count <= MAX_ASSETS) return
  throw new RegistryError(
    'too-many-files',
    `the model makes ${count} assets, and a release of ${shown(place)} has at most ${MAX_ASSETS}`,
    {
      remedy:
        'Keep its bytes in an OCI registry or a bucket (`registry.bytes`), or pack small files into one archive.',
    },
  )
}
