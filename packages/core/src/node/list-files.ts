import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../error.ts'
import { comparePaths } from '../files/paths.ts'
import type { SelectPath } from '../ports/files.ts'

/** A model is some files; a folder with more is the wrong folder, or an attack. */
const FILES_MAX = 1_000_000

/**
 * Every file below a folder, relative to it, by path segments. A symbolic link to a file counts as a file when it stays
 * inside; one to a folder is refused, as it may lead round in a circle and its files would be listed twice.
 * @param contain resolves a path, and throws when it leads outside
 * @param select says no to what is passed over: nothing is asked of it, not even where a link leads
 */
export async function listFiles(
  path: string,
  absolute: string,
  contain: (path: string) => string,
  select: SelectPath = () => true,
): Promise<readonly string[]> {
  const files: string[] = []
  const pending = ['']
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of await readdir(join(absolute, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`
      const is = entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'file'
      if (!select(name, is)) continue
      if (is === 'folder') pending.push(name)
      else if (is === 'link') files.push(await linkedFile(name, join(path, name), contain))
      else if (entry.isFile()) files.push(name)
      else throw new UserError('not-a-file', `${join(path, name)}: is neither a file nor a folder`)
    }
    if (files.length > FILES_MAX) {
      throw new UserError('too-many-files', `${path}: holds more than ${FILES_MAX} files`)
    }
  }
  return files.sort(comparePaths)
}

async function linkedFile(name: string, path: string, contain: (path: string) => string): Promise<string> {
  if ((await stat(contain(path))).isFile()) return name
  throw new UserError('linked-folder', `${path}: is a symbolic link to a folder, which is not followed`, {
    remedy: 'Name the folder itself, or put a copy in its place.',
  })
}
