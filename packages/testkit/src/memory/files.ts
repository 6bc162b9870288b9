import { dirname, join, relative, resolve } from 'node:path'
import type { ByteSource } from '@mlops-actions/data'
import {
  type Clock,
  comparePaths,
  containedPath,
  fileNotFound,
  type Files,
  fileTooLarge,
  isInside,
  notAFile,
  notAFolder,
  outside,
  type Roots,
} from '@mlops-actions/core'

export interface MemoryFiles extends Files {
  /** A symbolic link at `path`; the target may lead anywhere, and following it is then refused. */
  link(path: string, target: string): void
  /** Everything that stands, by absolute path, for assertions. */
  snapshot(): ReadonlyMap<string, Uint8Array>
  /** The file as UTF-8 text, for assertions. */
  text(path: string): string
}

interface Entry {
  readonly bytes: Uint8Array
  readonly modifiedAt: number
}

/** A file system in a map. Folders exist where files stand below them, or where `temporary` made them. */
export function memoryFiles(
  roots: Roots,
  clock: Clock,
  initial: Readonly<Record<string, string | Uint8Array>>,
): MemoryFiles {
  const entries = new Map<string, Entry>()
  const links = new Map<string, string>()
  const folders = new Set<string>([roots.workspace, roots.temporary])

  function find(path: string): string {
    let absolute = containedPath(path, roots)
    for (let hops = 0; hops < 32; hops++) {
      const link = [...links.keys()].find((at) => absolute === at || absolute.startsWith(`${at}/`))
      if (link === undefined) {
        if (!isInside(absolute, roots)) throw outside(path)
        return absolute
      }
      absolute = join(resolve(dirname(link), links.get(link) ?? ''), absolute.slice(link.length))
    }
    throw fileNotFound(path)
  }

  function entry(path: string): Entry {
    const absolute = find(path)
    const found = entries.get(absolute)
    if (!found) throw isFolder(absolute) ? notAFile(path) : fileNotFound(path)
    return found
  }

  const below = (absolute: string) => [...entries.keys()].filter((name) => name.startsWith(`${absolute}/`))
  const isFolder = (absolute: string) => folders.has(absolute) || below(absolute).length > 0

  function put(path: string, content: Uint8Array | string): void {
    const absolute = find(path)
    if (isFolder(absolute)) throw notAFile(path)
    if ([...entries.keys()].some((name) => absolute.startsWith(`${name}/`))) throw notAFolder(path)
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice()
    entries.set(absolute, { bytes, modifiedAt: clock.now() })
  }

  for (const [path, content] of Object.entries(initial)) put(path, content)

  return {
    resolve: find,
    async stat(path) {
      const absolute = find(path)
      const found = entries.get(absolute)
      if (found) return { kind: 'file', byteLength: found.bytes.byteLength, modifiedAt: found.modifiedAt }
      return isFolder(absolute) ? { kind: 'directory', byteLength: 0, modifiedAt: clock.now() } : undefined
    },
    async read(path, { maxBytes }) {
      const { bytes } = entry(path)
      if (bytes.byteLength > maxBytes) throw fileTooLarge(path, bytes.byteLength, maxBytes)
      return bytes.slice()
    },
    async open(path) {
      return byteSource(path, entry(path).bytes)
    },
    async list(path, select = () => true) {
      const absolute = find(path)
      if (entries.has(absolute)) return ['.']
      if (!isFolder(absolute)) throw fileNotFound(path)
      return below(absolute)
        .map((name) => relative(absolute, name))
        .filter((name) => foldersAbove(name).every((folder) => select(folder, 'folder')))
        .filter((name) => select(name, 'file'))
        .sort(comparePaths)
    },
    async write(path, content) {
      put(path, content)
    },
    async temporary(prefix) {
      for (let number = 1; ; number++) {
        const folder = join(roots.temporary, `${prefix}-${number}`)
        if (isFolder(folder)) continue
        folders.add(folder)
        return folder
      }
    },
    link(path, target) {
      links.set(containedPath(path, roots), target)
    },
    snapshot: () => new Map([...entries].map(([name, { bytes }]) => [name, bytes])),
    text: (path) => new TextDecoder().decode(entry(path).bytes),
  }
}

/** `a` and `a/b` of `a/b/c`. */
function foldersAbove(path: string): readonly string[] {
  const segments = path.split('/').slice(0, -1)
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
}

function byteSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    byteLength: bytes.byteLength,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.byteLength) {
        throw new RangeError(`${name}: bytes ${offset} to ${offset + length} of ${bytes.byteLength}`)
      }
      return bytes.slice(offset, offset + length)
    },
    async close() {},
  }
}
