import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Artifacts, Cache, Files, HostCapabilities, Stored } from '@mlops-actions/core'

export interface UploadedArtifact {
  readonly name: string
  /** Relative to the root given, as it appears in the archive. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

const CACHED_FILE_MAX_BYTES = 1024 ** 3

/** An artifact service in an array; on GHES there is none, as on the real one. */
export function memoryArtifacts(
  uploads: UploadedArtifact[],
  files: Files,
  host: HostCapabilities,
): Artifacts {
  return {
    async upload(name, paths, root): Promise<Stored> {
      if (!host.artifacts)
        return { kind: 'unavailable', reason: 'GitHub Enterprise Server has no artifact service' }
      if (uploads.some((upload) => upload.name === name)) {
        return { kind: 'unavailable', reason: `an artifact named ${name} exists in this run` }
      }
      const base = files.resolve(root)
      const content = new Map<string, Uint8Array>()
      const hash = createHash('sha256')
      for (const path of paths) {
        const absolute = files.resolve(path)
        if (!absolute.startsWith(`${base}/`)) {
          return { kind: 'unavailable', reason: `${path} is not below ${root}` }
        }
        const bytes = await files.read(path, { maxBytes: CACHED_FILE_MAX_BYTES })
        content.set(absolute.slice(base.length + 1), bytes)
        hash.update(bytes)
      }
      uploads.push({ name, files: content })
      return { kind: 'stored', id: String(uploads.length), digest: `sha256:${hash.digest('hex')}` }
    },
  }
}

/** A cache in a map. As on the real one, a key is written once. */
export function memoryCache(saved: Map<string, ReadonlyMap<string, Uint8Array>>, files: Files): Cache {
  return {
    async restore(key) {
      const content = saved.get(key)
      if (!content) return false
      for (const [path, bytes] of content) await files.write(path, bytes)
      return true
    },
    async save(key, paths): Promise<Stored> {
      if (saved.has(key)) return { kind: 'unavailable', reason: `the cache holds ${key} already` }
      const content = new Map<string, Uint8Array>()
      for (const path of paths) {
        for (const name of await files.list(path)) {
          const file = name === '.' ? path : join(path, name)
          content.set(file, await files.read(file, { maxBytes: CACHED_FILE_MAX_BYTES }))
        }
      }
      saved.set(key, content)
      return { kind: 'stored', id: key }
    },
  }
}
