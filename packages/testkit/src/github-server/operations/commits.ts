import { type Call, type Operations, ok, REPO } from '../call.ts'
import { Refusal } from '../refusal.ts'
import { htmlUrl, repositoryUrl } from '../represent.ts'

export const commits: Operations = {
  [`GET ${REPO}/commits/{ref}`](call) {
    const ref = String(call.path['ref'])
    const sha = commitOf(call, ref)
    if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${ref}`)
    const commit = call.state.git.commits.get(sha)
    return ok(
      call.contract.complete('commit', {
        sha,
        url: `${repositoryUrl(call)}/commits/${sha}`,
        html_url: `${htmlUrl(call)}/commit/${sha}`,
        commit: {
          message: commit?.message ?? '',
          author: commit ? { ...commit.author } : null,
          committer: commit ? { ...commit.committer } : null,
        },
      }),
    )
  },
}

/** Whether a commit exists: as an object, by a seed's word, or as the head or base of a pull request. */
export function knownCommit({ state }: Call, sha: string): boolean {
  return (
    state.git.commits.has(sha) ||
    state.knownCommits.has(sha) ||
    state.issues.some(({ pull }) => pull?.headSha === sha || pull?.baseSha === sha)
  )
}

/** The commit a ref or a sha names, or undefined. */
export function commitOf(call: Call, ref: string): string | undefined {
  return call.state.git.resolve(ref) ?? (knownCommit(call, ref) ? ref : undefined)
}
