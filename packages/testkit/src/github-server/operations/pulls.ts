import { type Call, list, type Operations, ok, REPO } from '../call.ts'
import type { JsonObject } from '../complete.ts'
import { notFound } from '../refusal.ts'
import { htmlUrl, repository, repositoryUrl, user } from '../represent.ts'
import type { IssueState, PullState } from '../state.ts'

type Pull = IssueState & { readonly pull: PullState }

export const pulls: Operations = {
  [`GET ${REPO}/pulls`](call) {
    const { query } = call
    const [, headBranch] = String(query['head'] ?? '').split(':')
    const found = allPulls(call).filter(
      ({ state, pull }) =>
        (query['state'] === 'all' || state === query['state']) &&
        (query['base'] === undefined || pull.baseRef === query['base']) &&
        (headBranch === undefined || pull.headRef === headBranch),
    )
    const ordered = query['direction'] === 'asc' ? found : found.toReversed()
    return list(ordered.map((pull) => pullJson(call, pull, 'pull-request-simple')))
  },

  [`GET ${REPO}/pulls/{pull_number}`](call) {
    const found = allPulls(call).find(({ number }) => number === call.path['pull_number'])
    if (!found) throw notFound()
    return ok(pullJson(call, found, 'pull-request'))
  },
}

function allPulls({ state }: Call): readonly Pull[] {
  return state.issues.filter((issue): issue is Pull => issue.pull !== undefined)
}

function pullJson(call: Call, issue: Pull, schema: 'pull-request' | 'pull-request-simple'): JsonObject {
  const { pull } = issue
  const home = repository(call)
  const fork = { ...home, id: (home['id'] as number) + 1, fork: true }
  const side = (ref: string, sha: string, repo: JsonObject): JsonObject => ({
    label: `${call.state.repository.owner}:${ref}`,
    ref,
    sha,
    repo,
    user: user(call.state.repository.owner),
  })
  return call.contract.complete(schema, {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    user: user(issue.author),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    url: `${repositoryUrl(call)}/pulls/${issue.number}`,
    html_url: `${htmlUrl(call)}/pull/${issue.number}`,
    head: side(pull.headRef, pull.headSha, pull.fromFork ? fork : home),
    base: side(pull.baseRef, pull.baseSha, home),
    author_association: 'CONTRIBUTOR',
  })
}
