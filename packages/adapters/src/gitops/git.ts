import { type Exec, type ExecResult, UserError } from '@mlops-actions/core'

const COMMAND_TIMEOUT_MS = 60_000
const BLOB_MAX_BYTES = 1024 * 1024

export interface GitRemote {
  readonly url: string
  readonly branch: string
  /** Sent as a header, kept out of argv and of the URL. */
  readonly token?: string
}

/** One commit of the branch, as far as it matters here. */
export interface Tip {
  readonly commit: string
  readonly files: ReadonlyMap<string, string>
}

/** What becomes of a push: somebody else may have been first. */
export type Pushed = { readonly kind: 'pushed'; readonly tip: Tip } | { readonly kind: 'rejected' }

export interface GitBranch {
  /** The newest commit of the branch, with the wanted files that exist. */
  fetch(paths: readonly string[]): Promise<Tip>
  /** One commit on top of `parent`, pushed only if the branch still is at `parent`. */
  push(parent: string, files: ReadonlyMap<string, string>, message: string): Promise<Pushed>
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'mlops-actions',
  GIT_AUTHOR_EMAIL: 'mlops-actions@users.noreply.github.com',
  GIT_COMMITTER_NAME: 'mlops-actions',
  GIT_COMMITTER_EMAIL: 'mlops-actions@users.noreply.github.com',
}

/**
 * A branch of a remote repository through git's plumbing: a bare store of its own in `directory`, no work tree, no
 * hooks, no checkout of files that are not ours.
 * @throws UserError `git-failed` with git's words, the remote's credentials taken out
 */
export function gitBranch(exec: Exec, directory: string, remote: GitRemote): GitBranch {
  const env = { ...IDENTITY, ...configuration(remote), GIT_TERMINAL_PROMPT: '0', GIT_DIR: directory }
  let initialised = false

  async function attempt(
    args: readonly string[],
    stdin?: string,
    more?: Record<string, string>,
  ): Promise<ExecResult> {
    return exec.run('git', args, {
      env: { ...env, ...more },
      timeoutMs: COMMAND_TIMEOUT_MS,
      maxOutputBytes: BLOB_MAX_BYTES,
      ...(stdin !== undefined && { stdin }),
    })
  }

  async function git(
    args: readonly string[],
    stdin?: string,
    more?: Record<string, string>,
  ): Promise<string> {
    const result = await attempt(args, stdin, more)
    if (result.exitCode !== 0) throw failed(args[0] ?? 'git', result.stderr, remote)
    return new TextDecoder().decode(result.stdout).replace(/\n$/, '')
  }

  return {
    async fetch(paths) {
      if (!initialised) await git(['init', '--quiet', '--bare', directory])
      initialised = true
      await git([
        'fetch',
        '--quiet',
        '--no-tags',
        '--depth=1',
        '--',
        remote.url,
        `refs/heads/${remote.branch}`,
      ])
      const commit = await git(['rev-parse', '--verify', 'FETCH_HEAD^{commit}'])
      const files = new Map<string, string>()
      for (const path of paths) {
        const entry = await git(['ls-tree', commit, '--', path])
        const blob = /^100\d{3} blob ([0-9a-f]+)\t/.exec(entry)?.[1]
        if (blob === undefined) continue
        const { stdout } = await attempt(['cat-file', 'blob', blob])
        files.set(path, new TextDecoder('utf-8', { fatal: true }).decode(stdout))
      }
      return { commit, files }
    },

    async push(parent, files, message) {
      const index = { GIT_INDEX_FILE: `${directory}/mlops-index` }
      await git(['read-tree', parent], undefined, index)
      for (const [path, text] of files) {
        const blob = await git(['hash-object', '-w', '--stdin'], text)
        await git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], undefined, index)
      }
      const tree = await git(['write-tree'], undefined, index)
      const commit = await git(['commit-tree', tree, '-p', parent, '-F', '-'], message)
      const ref = `refs/heads/${remote.branch}`
      const lease = `--force-with-lease=${ref}:${parent}`
      const result = await attempt(['push', '--porcelain', lease, '--', remote.url, `${commit}:${ref}`])
      if (result.exitCode === 0) return { kind: 'pushed', tip: { commit, files } }
      const words = `${new TextDecoder().decode(result.stdout)}\n${result.stderr}`
      // "stale info" is the lease; the others are races that the server itself notices.
      if (/stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref/i.test(words)) {
        return { kind: 'rejected' }
      }
      throw failed('push', words, remote)
    },
  }
}

/** Settings by environment: a token in argv could be read by every process of the machine. */
function configuration(remote: GitRemote): Readonly<Record<string, string>> {
  const settings: (readonly [string, string])[] = [
    ['protocol.ext.allow', 'never'],
    ['core.hooksPath', '/dev/null'],
    ['gc.auto', '0'],
  ]
  if (remote.token !== undefined) {
    const basic = Buffer.from(`x-access-token:${remote.token}`).toString('base64')
    settings.push([`http.${new URL(remote.url).origin}/.extraHeader`, `Authorization: Basic ${basic}`])
  }
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(settings.length)],
    ...settings.flatMap(([key, value], i) => [
      [`GIT_CONFIG_KEY_${i}`, key],
      [`GIT_CONFIG_VALUE_${i}`, value],
    ]),
  ])
}

function failed(command: string, words: string, remote: GitRemote): UserError {
  const said = words
    .replaceAll(/:\/\/[^@/\s]*@/g, '://***@')
    .trim()
    .split('\n')
    .slice(-3)
    .join(' ')
    .slice(0, 400)
  return new UserError('git-failed', `git ${command} (branch ${remote.branch}): ${said}`, {
    remedy: 'check gitops-remote and gitops-branch, and that the token may read and write the contents',
  })
}
