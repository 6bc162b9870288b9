import { type Git, gitFailed, type GitResult } from './git.ts'

export type PushResult = { readonly kind: 'pushed' } | { readonly kind: 'lost'; readonly reason: string }

export interface RefUpdate {
  readonly ref: string
  /** What the remote must hold now: an object id, or null for "does not exist". */
  readonly expected: string | null
  readonly next: string
}

/**
 * How git and servers word a ref that is no longer what the lease says. Everything else (a protected branch, a missing
 * permission, a full disk) would fail again and is an error.
 */
const LOST =
  /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|incorrect old value|reference already exists|already exists/i

/**
 * Moves refs on the remote if each still is where we saw it, all or none.
 *
 * @throws RegistryError `git-failed`
 */
export async function pushRefs(git: Git, updates: readonly RefUpdate[]): Promise<PushResult> {
  const args = [
    'push',
    '--porcelain',
    '--no-verify',
    '--atomic',
    ...updates.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ''}`),
    '--',
    git.remote.url,
    ...updates.map(({ ref, next }) => `${next}:${ref}`),
  ]
  const result = await git.attempt(args)
  if (result.exitCode === 0) return { kind: 'pushed' }
  const refused = refusals(result)
  if (refused.length > 0 && refused.every((line) => LOST.test(line) || /atomic/i.test(line))) {
    return { kind: 'lost', reason: refused.find((line) => LOST.test(line)) ?? refused[0]! }
  }
  // The connection can break after the server took the push: ask what stands there before calling it a failure.
  if (refused.length === 0 && (await standsAt(git, updates))) return { kind: 'pushed' }
  throw gitFailed(
    git.remote,
    args,
    refused.length === 0 ? result : { ...result, stderr: `${refused.join('\n')}\n${result.stderr}` },
  )
}

/** What the remote holds now for refs we name. */
export async function remoteRefs(git: Git, refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const output = await git.text(['ls-remote', '--', git.remote.url, ...refs])
  const wanted = new Set(refs)
  return new Map(
    output
      .split('\n')
      .map((line) => line.split('\t'))
      .flatMap(([object, ref]) => (object && ref && wanted.has(ref) ? [[ref, object] as const] : [])),
  )
}

async function standsAt(git: Git, updates: readonly RefUpdate[]): Promise<boolean> {
  const held = await remoteRefs(
    git,
    updates.map(({ ref }) => ref),
  )
  return updates.every(({ ref, next }) => held.get(ref) === next)
}

/** `!\t<from>:<to>\t[rejected] (stale info)`: the lines of refs that did not move. */
function refusals({ stdout }: GitResult): readonly string[] {
  return new TextDecoder()
    .decode(stdout)
    .split('\n')
    .filter((line) => line.startsWith('!\t'))
    .map((line) => line.split('\t').slice(2).join(' '))
}
