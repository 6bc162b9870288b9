import { constants, lstatSync, realpathSync } from 'node:fs'
import { type FileHandle, mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileSource } from '@mlops-actions/data'
import { UserError } from '../error.ts'
import { containedPath, isInside, outside, type Roots } from '../files/paths.ts'
import { fileNotFound, fileTooLarge, notAFile, notAFolder } from '../files/refusals.ts'
import type { Files } from '../ports/files.ts'
import type { Random } from '../ports/outputs.ts'
import { listFiles } from './list-files.ts'

/** Files on disk, contained in the workspace and the runner's temporary folder. */
export function nodeFiles(roots: Roots, random: Random): Files {
  const real: Roots = {
    workspace: realpathSync(roots.workspace),
    temporary: realpathSync(roots.temporary),
  }
  const find = (path: string) => followInside(path, containedPath(path, roots), real)

  return {
    resolve: find,
    async stat(path) {
      const found = await absentAsUndefined(stat(find(path)))
      if (!found) return undefined
      if (found.isDirectory()) return { kind: 'directory', byteLength: 0, modifiedAt: found.mtimeMs }
      if (!found.isFile()) throw notAFile(path)
      return { kind: 'file', byteLength: found.size, modifiedAt: found.mtimeMs }
    },
    async read(path, { maxBytes }) {
      const handle = await openFile(path, find(path))
      try {
        const { size } = await handle.stat()
        if (size > maxBytes) throw fileTooLarge(path, size, maxBytes)
        const bytes = await handle.readFile()
        if (bytes.byteLength > maxBytes) throw fileTooLarge(path, bytes.byteLength, maxBytes) // It grew meanwhile.
        return bytes
      } finally {
        await handle.close()
      }
    },
    async open(path) {
      const absolute = find(path)
      await (await openFile(path, absolute)).close()
      return { ...(await fileSource(absolute)), name: path }
    },
    async list(path, select) {
      const absolute = find(path)
      const found = await absentAsUndefined(stat(absolute))
      if (!found) throw fileNotFound(path)
      return found.isFile() ? ['.'] : listFiles(path, absolute, (file) => find(file), select)
    },
    async write(path, content) {
      const target = find(path)
      if ((await absentAsUndefined(stat(target)))?.isDirectory() === true) throw notAFile(path)
      const tag = Buffer.from(random.bytes(6)).toString('hex')
      const neighbour = join(dirname(target), `.${basename(target).slice(0, 100)}.${tag}.tmp`)
      try {
        await mkdir(dirname(target), { recursive: true })
        await writeWhole(neighbour, content)
        await rename(neighbour, target)
      } catch (cause) {
        await rm(neighbour, { force: true }).catch(() => {}) // What went wrong first is what matters.
        throw notWritten(path, cause)
      }
    },
    temporary: (prefix) => mkdtemp(join(real.temporary, `${prefix}-`)),
  }
}

/**
 * The real path of `absolute`, which may not exist yet: the deepest part that does is resolved, the rest is taken as
 * spelt. What is returned holds no symbolic link, so that nothing between the check and the use follows one.
 */
function followInside(path: string, absolute: string, real: Roots): string {
  const missing: string[] = []
  for (let existing = absolute; ; existing = dirname(existing)) {
    const resolved = realPath(path, existing)
    if (resolved === undefined) {
      missing.unshift(basename(existing))
      continue
    }
    const found = join(resolved, ...missing)
    if (!isInside(found, real)) throw outside(path)
    return found
  }
}

function realPath(path: string, absolute: string): string | undefined {
  try {
    return realpathSync(absolute)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOTDIR') return undefined
    if (code !== 'ENOENT') throw new UserError('path-unreadable', `${path}: cannot be followed`, { cause })
    if (lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
      throw new UserError('broken-link', `${path}: a symbolic link on the way leads nowhere`, { cause })
    }
    return undefined
  }
}

/** O_NOFOLLOW: the link was followed and checked already. O_NONBLOCK: opening a FIFO would wait for its writer. */
async function openFile(path: string, absolute: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  let handle: FileHandle
  try {
    handle = await open(absolute, flags)
  } catch (cause) {
    if (isAbsent(cause)) throw fileNotFound(path, { cause })
    throw new UserError('file-unreadable', `${path}: cannot be opened`, { cause })
  }
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw notAFile(path)
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'wx', 0o644)
  try {
    await handle.writeFile(content)
  } finally {
    await handle.close()
  }
}

function notWritten(path: string, cause: unknown): UserError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  if (code === 'ENOTDIR' || code === 'EEXIST') return notAFolder(path)
  return new UserError('file-not-written', `${path}: cannot be written (${code})`, { cause })
}

async function absentAsUndefined<T>(value: Promise<T>): Promise<T | undefined> {
  try {
    return await value
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
