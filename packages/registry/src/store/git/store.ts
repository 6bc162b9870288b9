import { RegistryError } from '../../error.ts'
import type { Change, CommitResult, RegistryStore, Snapshot } from '../store.ts'
import type { Clock, Random } from '../transact.ts'
import { type Git, gitFailed, type GitPorts, openGit } from './git.ts'
import { walkHistory } from './history.ts'
import { listTree, readObjects, writeObject } from './objects.ts'
import { pushRefs } from './push.ts'

export const DEFAULT_BRANCH = 'mlops/registry'

const ATTEMPT_BYTES = 16

/** Where a fetched tip is kept in our own repository. */
const BASE = 'refs/mlops/base'

export interface GitStoreOptions extends GitPorts {
  /** An orphan branch that holds the registry and nothing else (default `mlops/registry`). */
  readonly branch?: string
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
}

/**
 * The registry on a branch of a git repository, through the git program: any host, ssh or https, a bare repository on a
 * disk. Works in a folder of its own with depth-1 fetches; needs no checkout, no user.name, and runs no hooks.
 *
 * The compare-and-swap is `git push --atomic --force-with-lease=<branch>:<base>`. The base is what the fetch brought,
 * never what an `ls-remote` said before it: between the two the branch can move, and the lease would then protect the
 * wrong commit (measured: lost updates).
 *
 * @throws RegistryError `invalid-name` for a branch git would not take
 */
export async function gitStore(options: GitStoreOptions): Promise<RegistryStore> {
  const branch = options.branch ?? DEFAULT_BRANCH
  const git = await openGit(options, 'registry')
  await requireBranch(git, branch)
  const ref = `refs/heads/${branch}`
  let commits = 0
  return {
    name: `${options.remote.shown} (${branch})`,
    head: () => snapshotOf(git, ref),
    commit: (base, change) => commitOn(git, ref, base, change, options, `index-${commits++}`),
    async *history() {
      // A repository of its own: the depth-1 one cannot tell where history ends.
      const whole = await openGit(options, 'history')
      const tip = await fetchTip(whole, ref, [])
      if (tip !== null) yield* walkHistory(whole, tip)
    },
  }
}

async function requireBranch(git: Git, branch: string): Promise<void> {
  const { exitCode } = await git.attempt(['check-ref-format', '--branch', branch])
  if (exitCode === 0 && !branch.startsWith('-') && !branch.startsWith('@')) return
  throw new RegistryError('invalid-name', `${JSON.stringify(branch)} is no name for a git branch`, {
    remedy: 'Write it without refs/heads/ and as git takes it, such as mlops/registry.',
  })
}

/** A branch that is being made while it is read is there at the second look. */
const FETCH_TRIES = 3

/** The remote tip, or null where the branch does not exist yet. */
async function fetchTip(git: Git, ref: string, options: readonly string[]): Promise<string | null> {
  const args = [
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    ...options,
    '--',
    git.remote.url,
    `+${ref}:${BASE}`,
  ]
  for (let tries = 1; ; tries++) {
    const fetched = await git.attempt(args)
    if (fetched.exitCode === 0) return git.text(['rev-parse', '--verify', BASE])
    // Absent and unreachable both fail; only the first is an empty registry. If the branch appears after this look, the
    // create-only push loses and everything is read again; if it appeared just before it, the fetch is worth repeating.
    const { exitCode } = await git.attempt(['ls-remote', '--exit-code', '--', git.remote.url, ref])
    if (exitCode === 2) return null
    if (exitCode !== 0 || tries === FETCH_TRIES) throw gitFailed(git.remote, args, fetched)
  }
}

async function snapshotOf(git: Git, ref: string): Promise<Snapshot> {
  const revision = await fetchTip(git, ref, ['--depth=1'])
  if (revision === null) return { revision, paths: new Set(), read: async () => new Map() }
  const tree = await listTree(git, revision)
  return {
    revision,
    paths: new Set(tree.keys()),
    async read(paths) {
      const entries = paths.map((path) => [path, tree.get(path)] as const)
      const contents = await readObjects(
        git,
        entries.flatMap(([, entry]) => (entry ? [entry] : [])),
      )
      return new Map(
        entries.map(([path, entry]) => {
          const content = entry && contents.get(entry.object)
          if (!content) throw new RangeError(`not in the registry at ${revision}: ${path}`)
          return [path, content] as const
        }),
      )
    },
  }
}

async function commitOn(
  git: Git,
  ref: string,
  base: Snapshot,
  change: Change,
  { clock, random }: Pick<GitStoreOptions, 'clock' | 'random'>,
  scratch: string,
): Promise<CommitResult> {
  const tree = await treeWith(git, base, change, scratch)
  const date = `${Math.floor(clock.now() / 1000)} +0000`
  const parents = base.revision === null ? [] : ['-p', base.revision]
  // Two writers that do the same in the same second would make one commit, and the second push of it would succeed as
  // "up to date": both would believe they had won.
  const attempt = Buffer.from(random.bytes(ATTEMPT_BYTES)).toString('hex')
  const next = await git.text(['commit-tree', tree, ...parents, '-F', '-'], {
    stdin: `${change.message.trimEnd()}\n\nAttempt: ${attempt}\n`,
    env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  })
  const pushed = await pushRefs(git, [{ ref, expected: base.revision, next }])
  if (pushed.kind === 'lost') return pushed
  return { kind: 'committed', revision: next }
}

/** The base's tree plus the change, made in an index of its own: there is no work tree anywhere. */
async function treeWith(git: Git, base: Snapshot, change: Change, scratch: string): Promise<string> {
  const env = { GIT_INDEX_FILE: `${git.directory}/${scratch}` }
  await git.run(['read-tree', base.revision ?? '--empty'], { env })
  const lines: string[] = []
  for (const [path, content] of change.files) {
    lines.push(`100644 ${await writeObject(git, content)}\t${path}\0`)
  }
  await git.run(['update-index', '-z', '--index-info'], { env, stdin: lines.join('') })
  return git.text(['write-tree'], { env })
}
