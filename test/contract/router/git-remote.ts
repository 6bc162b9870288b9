import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type GitBranch, gitopsBranch } from '@mlops-actions/adapters'
import { type Exec, githubRuntime } from '@mlops-actions/core'
import { memoryRuntime } from '@mlops-actions/testkit'

const execute = promisify(execFile)

/** git with nothing of this machine's configuration, so that hooks and signing of a developer do not matter. */
const env = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'someone',
  GIT_AUTHOR_EMAIL: 'someone@example.com',
  GIT_COMMITTER_NAME: 'someone',
  GIT_COMMITTER_EMAIL: 'someone@example.com',
}

export interface BranchOptions {
  readonly url?: string
  readonly branch?: string
  readonly exec?: Exec
  readonly token?: string | undefined
}

/** A bare repository with one branch, and a clone to change it by hand. */
export interface GitRemoteFixture {
  readonly url: string
  readonly folder: string
  /** A commit of somebody else, pushed. */
  commit(files: Readonly<Record<string, string>>): Promise<void>
  show(path: string): Promise<string>
  log(): Promise<readonly string[]>
  /** The branch as the router works on it, in a store of its own. */
  branch(options?: BranchOptions): Promise<GitBranch>
  dispose(): Promise<void>
}

export async function gitRemote(files: Readonly<Record<string, string>>): Promise<GitRemoteFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'gitops-'))
  const url = join(folder, 'remote.git')
  const clone = join(folder, 'clone')
  const git = async (...args: readonly string[]) => (await execute('git', args, { env })).stdout
  await git('init', '--quiet', '--bare', '--initial-branch=main', url)
  await git('clone', '--quiet', url, clone)
  await git('-C', clone, 'checkout', '--quiet', '-B', 'main')

  async function commit(changed: Readonly<Record<string, string>>): Promise<void> {
    const { mkdir, writeFile } = await import('node:fs/promises')
    await git('-C', clone, 'fetch', '--quiet', 'origin')
    if ((await git('-C', clone, 'branch', '-r')).includes('origin/main')) {
      await git('-C', clone, 'reset', '--quiet', '--hard', 'origin/main')
    }
    for (const [path, text] of Object.entries(changed)) {
      await mkdir(join(clone, path, '..'), { recursive: true })
      await writeFile(join(clone, path), text)
      await git('-C', clone, 'add', '--', path)
    }
    await git('-C', clone, 'commit', '--quiet', '-m', 'by hand')
    await git('-C', clone, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main')
  }

  await commit(files)
  return {
    url,
    folder,
    commit,
    show: (path) => git('-C', url, 'show', `main:${path}`),
    log: async () => (await git('-C', url, 'log', '--format=%s', 'main')).trim().split('\n'),
    branch({ url: other = url, branch = 'main', exec = realExec, token } = {}) {
      const runtime = memoryRuntime()
      const temporary = (prefix: string) => mkdtemp(join(folder, prefix))
      const files = { ...runtime.files, temporary }
      return gitopsBranch({ ...runtime, files, exec }, { url: other, branch, token })
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The Exec port that actions get on a runner, with this file's environment. */
export const realExec: Exec = githubRuntime({
  env,
  stdout: { write: () => true },
  platform: process.platform,
  cwd: () => process.cwd(),
  on: () => {},
  off: () => {},
  exit: () => {},
}).exec
