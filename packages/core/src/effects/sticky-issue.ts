import type { GitHub, Issue } from '../ports/github.ts'
import { encodeMarker, findMarker, type RunStamp } from './marker.ts'

/** What makes an issue ours, and the same one as the last time. */
export interface IssueIdentity {
  readonly kind: string
  readonly key: string
  /** Narrows the search, and lets people filter. */
  readonly label: string
}

export interface IssueText {
  readonly title: string
  /** Markdown without the marker, which is added as the last line. */
  readonly body: string
  /** Labels besides the identifying one. */
  readonly labels?: readonly string[]
  readonly run?: RunStamp
  readonly state?: unknown
}

export interface FoundIssue {
  readonly issue: Issue
  /** The state of its marker: unknown until validated. */
  readonly state: unknown
}

export type IssueOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly issue: Issue }
  /** Another run opened one at the same moment; ours was closed and theirs is returned. */
  | { readonly kind: 'deduplicated'; readonly issue: Issue }

/**
 * The oldest open issue with our marker, by our hand, or undefined; `state: 'all'` finds closed ones too, newest first.
 * @throws GitHubError when GitHub refuses
 */
export async function stickyIssue(
  github: GitHub,
  identity: IssueIdentity,
  state: 'open' | 'all' = 'open',
): Promise<FoundIssue | undefined> {
  const found = await ourIssues(github, identity, state)
  const issue = state === 'open' ? found[0] : (found.find(({ state }) => state === 'open') ?? found.at(-1))
  return issue && { issue, state: findMarker(issue.body)?.state }
}

/**
 * Opens the issue, or brings the open one up to date. A closed one stays closed: somebody dealt with it, and what is
 * seen now is new. After opening, the list is read again, because GitHub has no unique constraint: of two issues opened
 * at the same moment the older stays.
 * @throws GitHubError when GitHub refuses, RangeError from {@link encodeMarker}
 */
export async function upsertIssue(
  github: GitHub,
  identity: IssueIdentity,
  text: IssueText,
): Promise<IssueOutcome> {
  const body = `${text.body.trimEnd()}\n\n${encodeMarker(identity.kind, identity.key, text.state, text.run)}`
  const labels = [identity.label, ...(text.labels ?? []).filter((label) => label !== identity.label)]
  const [open] = await ourIssues(github, identity, 'open')
  if (open) {
    if (open.title === text.title && open.body === body) return { kind: 'unchanged', issue: open }
    const all = [...new Set([...open.labels, ...labels])] // Labels people added stay.
    const issue = await github.updateIssue(open.number, { title: text.title, body, labels: all })
    return { kind: 'updated', issue }
  }
  const issue = await github.createIssue({ title: text.title, body, labels })
  const [oldest] = await ourIssues(github, identity, 'open')
  if (!oldest || oldest.number >= issue.number) return { kind: 'created', issue }
  await github.updateIssue(issue.number, { state: 'closed' })
  return { kind: 'deduplicated', issue: oldest }
}

/** Ours of the given state, oldest first. */
async function ourIssues(
  github: GitHub,
  { kind, key, label }: IssueIdentity,
  state: 'open' | 'all',
): Promise<readonly Issue[]> {
  const marked = (await github.issues({ state, label })).filter(({ body }) => {
    const marker = findMarker(body)
    return marker?.kind === kind && marker.key === key
  })
  // Who we are costs a request of its own: asked only when there is something that could be ours.
  if (marked.length === 0) return []
  const self = await github.self()
  return marked.filter(({ author }) => author === self).sort((a, b) => a.number - b.number)
}
