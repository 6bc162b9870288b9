import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type ByteSource, fileSource } from '@mlops-actions/data'
import type { Digest } from '@mlops-actions/report'
import { chunksOf, digestSource, hexOf } from '../../digest/source.ts'
import { RegistryError } from '../../error.ts'
import { hasCode } from './lock.ts'

export function blobPath(directory: string, digest: Digest): string {
  return `${directory}/blobs/sha256/${hexOf(digest)}`
}

/**
 * Puts a blob in place under its digest unless an intact one is there. Written aside, flushed to the disk, renamed: a
 * reader or a crash sees all of it or nothing.
 *
 * @throws RegistryError `bytes-corrupt` when the source does not hash to `digest`
 */
export async function putBlob(
  directory: string,
  digest: Digest,
  source: () => Promise<ByteSource>,
): Promise<void> {
  const path = blobPath(directory, digest)
  if (await isIntact(path, digest)) return
  const from = await source()
  try {
    await writeAtomically(path, chunksOf(from), (found) => {
      if (found === digest) return
      throw new RegistryError('bytes-corrupt', `${from.name} changed while it was being registered`)
    })
  } finally {
    await from.close()
  }
  if (!(await isIntact(path, digest))) {
    throw new RegistryError('bytes-corrupt', `${path} does not read back as it was written`)
  }
}

/**
 * @param check sees the sha256 of what was written before it becomes visible; throwing leaves nothing behind
 */
export async function writeAtomically(
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  check: (digest: Digest) => void = () => {},
): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const aside = `${folder}/.${randomUUID()}.tmp`
  const hash = createHash('sha256')
  const handle = await open(aside, 'wx')
  try {
    try {
      for await (const chunk of content) {
        hash.update(chunk)
        await handle.writeFile(chunk)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    check(`sha256:${hash.digest('hex')}`)
    await rename(aside, path)
  } catch (error) {
    await unlink(aside).catch(() => {})
    throw error
  }
  await syncFolder(folder)
}

/** The rename itself survives a power cut only once the folder is flushed. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function isIntact(path: string, digest: Digest): Promise<boolean> {
  const source = await openIfPresent(path)
  if (!source) return false
  try {
    return (await digestSource(source)) === digest
  } finally {
    await source.close()
  }
}

/** A file as a source, or undefined when there is none. */
export async function openIfPresent(path: string): Promise<ByteSource | undefined> {
  try {
    return await fileSource(path)
  } catch (error) {
    if (error instanceof Error && hasCode(error.cause, 'ENOENT')) return undefined
    throw error
  }
}
