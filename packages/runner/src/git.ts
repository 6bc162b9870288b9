import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const TIMEOUT_MS = 5_000

/** What a local checkout says of itself; each part is absent when git does not know it. */
export interface GitFacts {
  /** `owner/name` of the remote `origin`. */
  readonly repository?: string
  readonly sha?: string
  /** Of the branch checked out; absent on a detached head. */
  readonly ref?: string
  readonly actor?: string
}

/** Asks git about a folder. No git, no repository or a refusal ("dubious ownership") is simply nothing known. */
export async function gitFacts(folder: string): Promise<GitFacts> {
  const ask = async (...args: string[]): Promise<string | undefined> => {
    try {
      const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args], {
        timeout: TIMEOUT_MS,
        env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
      })
      return stdout.trim() || undefined
    } catch {
      // Every failure of git means the same here: it cannot say. The context then has one value less.
      return undefined
    }
  }
  const [remote, sha, ref, actor] = await Promise.all([
    ask('config', '--get', 'remote.origin.url'),
    ask('rev-parse', '--verify', '--quiet', 'HEAD'),
    ask('symbolic-ref', '--quiet', 'HEAD'),
    ask('config', '--get', 'user.name'),
  ])
  const repository = remote === undefined ? undefined : repositoryOf(remote)
  return {
    ...(repository === undefined ? {} : { repository }),
    ...(sha === undefined ? {} : { sha }),
    ...(ref === undefined ? {} : { ref }),
    ...(actor === undefined ? {} : { actor }),
  }
}

/**
 * `owner/name` out of a remote's URL: `https://host/owner/name.git`, `ssh://git@host:22/owner/name`,
 * `git@host:owner/name.git`. A path of another depth is not a GitHub repository. Credentials in the URL are not read.
 */
export function repositoryOf(remote: string): string | undefined {
  const path = URL.canParse(remote)
    ? new URL(remote).pathname
    : /^(?:[^@/:]+@)?[^/:]+:(?<path>[^:]+)$/.exec(remote)?.groups?.['path']
  return /^\/?([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(path ?? '')?.[1]
}
