import { randomUUID } from 'node:crypto'
import { link, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { RegistryError } from '../../error.ts'

/** Rewriting index.json takes milliseconds; a lock this old belongs to a process that died. */
const STALE_MS = 30_000
const WAIT_MS = 60_000
const POLL_MS = 25

/**
 * Runs `body` while holding `path`, created with O_EXCL: works on every filesystem that shares a folder between
 * machines. The lock of a dead process is taken away; should two waiters do that at once, the token inside decides.
 *
 * @throws RegistryError `layout-locked` after a minute
 */
export async function withLock<T>(path: string, body: () => Promise<T>): Promise<T> {
  const token = randomUUID()
  await acquire(path, token)
  try {
    return await body()
  } finally {
    // Only our own: if we were so slow that others took us for dead, the lock is theirs now.
    if ((await tokenOf(path)) === token) await unlink(path)
  }
}

async function acquire(path: string, token: string): Promise<void> {
  const deadline = Date.now() + WAIT_MS
  for (;;) {
    try {
      const handle = await open(path, 'wx')
      await handle.writeFile(token)
      await handle.close()
      return
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    }
    if (Date.now() > deadline) {
      throw new RegistryError('layout-locked', `${path} is held by another process for over a minute`, {
        remedy: 'If no other run is writing, delete the file.',
      })
    }
    await removeStale(path)
    await sleep(POLL_MS)
  }
}

async function removeStale(path: string): Promise<void> {
  const seen = await tokenOf(path)
  const modified = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )
  if (seen === undefined || modified === undefined || Date.now() - modified < STALE_MS) return
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  // Another waiter may have replaced the stale lock by its own in between: give that one back.
  if ((await tokenOf(aside)) !== seen) {
    await link(aside, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error
    })
  }
  await unlink(aside)
}

async function tokenOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
