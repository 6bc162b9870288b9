import { RegistryError } from '../../error.ts'
import type { Exec } from '../../exec.ts'
import { type GitRemote, redactUrls } from './remote.ts'

export interface GitPorts {
  readonly exec: Exec
  /** An empty folder of ours, absolute. The user's checkout is never touched. */
  readonly directory: string
  readonly remote: GitRemote
  readonly signal?: AbortSignal
}

export interface GitResult {
  readonly exitCode: number
  readonly stdout: Uint8Array
  readonly stderr: string
}

export interface GitRunOptions {
  readonly stdin?: Uint8Array | string
  readonly env?: Readonly<Record<string, string>>
  readonly maxOutputBytes?: number
}

/** git in a bare repository of our own. */
export interface Git {
  readonly remote: GitRemote
  /** The folder of the repository; scratch files may stand in it. */
  readonly directory: string
  /** Any exit code is a value. */
  attempt(args: readonly string[], options?: GitRunOptions): Promise<GitResult>
  /** Exit code 0 or RegistryError `git-failed`. */
  run(args: readonly string[], options?: GitRunOptions): Promise<Uint8Array>
  /** {@link run}, trimmed text. */
  text(args: readonly string[], options?: GitRunOptions): Promise<string>
}

/** A fetch or push that takes longer than this has hung. */
const TIMEOUT_MS = 120_000
const MAX_OUTPUT_BYTES = 64 << 20

/**
 * What the user's and the system's configuration must not change: hooks would run foreign code, signing would ask for a
 * passphrase, gc would race. Their proxies, certificates and credential helpers stay in force.
 */
const CONFIG = [
  'core.hooksPath=/dev/null',
  'commit.gpgSign=false',
  'push.gpgSign=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'protocol.ext.allow=never',
  'fetch.fsckObjects=true',
  'advice.detachedHead=false',
].flatMap((setting) => ['-c', setting])

const ENV = {
  GIT_TERMINAL_PROMPT: '0',
  // Messages are parsed.
  LC_ALL: 'C',
  GIT_AUTHOR_NAME: 'mlops-actions',
  GIT_AUTHOR_EMAIL: 'mlops-actions@users.noreply.github.com',
  GIT_COMMITTER_NAME: 'mlops-actions',
  GIT_COMMITTER_EMAIL: 'mlops-actions@users.noreply.github.com',
}

/** What `git rev-parse --local-env-vars` lists: inside a git hook all of it points at the user's repository. */
const NOT_INHERITED = Object.fromEntries(
  [
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_COMMON_DIR',
    'GIT_CONFIG',
    'GIT_GRAFT_FILE',
    'GIT_NAMESPACE',
    'GIT_PREFIX',
    'GIT_QUARANTINE_PATH',
    'GIT_REPLACE_REF_BASE',
    'GIT_SHALLOW_FILE',
    'GIT_WORK_TREE',
  ].map((name) => [name, undefined]),
)

/** Makes the bare repository `<directory>/<name>.git` and returns git inside it. */
export async function openGit(ports: GitPorts, name: string): Promise<Git> {
  const { exec, remote, signal } = ports
  const directory = `${ports.directory}/${name}.git`
  const place = {
    ...NOT_INHERITED,
    GIT_DIR: directory,
    GIT_OBJECT_DIRECTORY: `${directory}/objects`,
    GIT_INDEX_FILE: `${directory}/index`,
  }
  const attempt: Git['attempt'] = (args, options = {}) =>
    exec.run('git', [...CONFIG, ...args], {
      cwd: ports.directory,
      env: { ...ENV, ...place, ...remote.env, ...options.env },
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
      ...(signal ? { signal } : {}),
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: options.maxOutputBytes ?? MAX_OUTPUT_BYTES,
    })
  const run: Git['run'] = async (args, options) => {
    const result = await attempt(args, options)
    if (result.exitCode !== 0) throw gitFailed(remote, args, result)
    return result.stdout
  }
  const text: Git['text'] = async (args, options) => new TextDecoder().decode(await run(args, options)).trim()
  await run(['init', '--quiet', '--bare', '--template=', '--', directory])
  return { remote, directory, attempt, run, text }
}

/** git's own words, without credentials and control characters, at most a few lines of them. */
export function gitFailed(remote: GitRemote, args: readonly string[], result: GitResult): RegistryError {
  const said = redactUrls(result.stderr)
    .replace(/[^\P{Cc}\n]/gu, '')
    .trim()
    .slice(0, 1000)
  return new RegistryError(
    'git-failed',
    `git ${args[0]} with ${remote.shown} failed (exit ${result.exitCode}): ${said}`,
    { remedy: 'Check that the remote exists and that the token may write to it (contents: write).' },
  )
}
