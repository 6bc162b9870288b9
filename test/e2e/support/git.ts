import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporary, type Workspace, workspaceOf } from './step.ts'

/** A checkout whose `origin` is a bare repository beside it. */
export interface Checkout extends Workspace {
  readonly origin: string
  /** Runs git in the bare repository. */
  readonly git: (...args: readonly string[]) => Promise<string>
  /** A file as it stands on `main` of the bare repository. */
  readonly pushed: (path: string) => Promise<string>
}

export async function checkoutOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Checkout> {
  const workspace = await workspaceOf(files)
  const origin = join(await temporary('origin'), 'origin.git')
  const { folder } = workspace
  const here = (...args: readonly string[]) => git('-C', folder, ...args)
  await git('init', '--quiet', '--bare', '--initial-branch=main', origin)
  await here('init', '--quiet', '--initial-branch=main')
  await here('remote', 'add', 'origin', origin)
  await here('add', '--all')
  await here('commit', '--quiet', '--message', 'The first')
  await here('push', '--quiet', 'origin', 'main')
  const inOrigin = (...args: readonly string[]) => git('-C', origin, ...args)
  return { ...workspace, origin, git: inOrigin, pushed: (path) => inOrigin('show', `main:${path}`) }
}

/** Nothing of the machine's own configuration takes part. */
async function git(...args: readonly string[]): Promise<string> {
  const author = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', '-c', 'commit.gpgsign=false']
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
  const { stdout } = await promisify(execFile)('git', [...author, ...args], { env })
  return stdout.trim()
}
