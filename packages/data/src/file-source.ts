import { open } from 'node:fs/promises'
import type { ByteSource } from './byte-source.ts'
import { DataError } from './error.ts'

/**
 * A file, read by range. The caller has already contained `path` (symbolic links resolved, inside the workspace).
 * DataError `unreadable` when it cannot be opened or is no regular file (a FIFO would hang, a device never ends);
 * `truncated` when it shrinks while it is read.
 */
export async function fileSource(path: string): Promise<ByteSource> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new DataError('unreadable', path, `cannot be opened (${codeOf(cause)})`, { cause })
  })
  const stat = await handle.stat()
  if (!stat.isFile()) {
    await handle.close()
    throw new DataError('unreadable', path, 'is not a regular file')
  }
  async function readInto(offset: number, into: Uint8Array): Promise<void> {
    checkRange(path, stat.size, offset, into.length)
    let filled = 0
    while (filled < into.length) {
      const { bytesRead } = await handle.read(into, filled, into.length - filled, offset + filled)
      if (bytesRead === 0) throw new DataError('truncated', path, 'shrank while it was read')
      filled += bytesRead
    }
  }
  return {
    name: path,
    path,
    byteLength: stat.size,
    async read(offset, length) {
      checkRange(path, stat.size, offset, length)
      const bytes = new Uint8Array(length)
      await readInto(offset, bytes)
      return bytes
    },
    readInto,
    close: () => handle.close(),
  }
}

/** RangeError unless [offset, offset + length) lies within `byteLength` bytes: the contract of `ByteSource.read`. */
export function checkRange(name: string, byteLength: number, offset: number, length: number): void {
  const whole = Number.isSafeInteger(offset) && Number.isSafeInteger(length)
  if (!whole || offset < 0 || length < 0 || offset + length > byteLength) {
    throw new RangeError(`${name}: bytes ${offset}+${length} of ${byteLength}`)
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
