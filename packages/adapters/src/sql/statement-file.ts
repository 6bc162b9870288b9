import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A text in a file of its own while `use` runs, readable by this user only: for programs that take a statement from a
 * file. `/dev/stdin` is no such file: our end of a program's stdin is a socket, and a socket cannot be opened by path.
 */
export async function withStatementFile<T>(text: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'statement-'))
  try {
    const path = join(folder, 'statement')
    await writeFile(path, text, { mode: 0o600, flag: 'wx' })
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
