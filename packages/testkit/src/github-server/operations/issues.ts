import { type Call, created, list, type Operations, ok, REPO } from '../call.ts'
import type { Json, JsonObject } from '../complete.ts'
import { invalidField, notFound } from '../refusal.ts'
import { BOT, htmlUrl, repositoryUrl, user } from '../represent.ts'
import type { IssueState } from '../state.ts'
import { BODY_MAX_CHARACTERS, bodyTooLong } from './body-limit.ts'

export const issues: Operations = {
  [`GET ${REPO}/issues`]: (call) => list(filtered(call).map((issue) => issueJson(call, issue))),

  [`POST ${REPO}/issues`](call) {
    const { body, state, now } = call
    const text = (body['body'] as string | undefined) ?? ''
    if (text.length > BODY_MAX_CHARACTERS) throw bodyTooLong('Issue')
    const issue: IssueState = {
      id: call.nextId(),
      number: nextNumber(state.issues),
      title: title(body['title'] as string | number),
      body: text,
      state: 'open',
      stateReason: null,
      labels: setLabels(call, body['labels']),
      author: call.login,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
    }
    state.issues.push(issue)
    return created(issueJson(call, issue))
  },

  [`GET ${REPO}/issues/{issue_number}`]: (call) => ok(issueJson(call, issueOf(call))),

  [`PATCH ${REPO}/issues/{issue_number}`](call) {
    const { body, now } = call
    const issue = issueOf(call)
    const newTitle = body['title'] as string | number | null | undefined
    if (newTitle !== undefined && newTitle !== null) issue.title = title(newTitle)
    // GitHub answers 200 and keeps the old body: whoever edits a long issue must measure it first.
    const text = body['body'] as string | null | undefined
    if (text !== undefined && (text ?? '').length <= BODY_MAX_CHARACTERS) issue.body = text ?? ''
    if (body['labels'] !== undefined) issue.labels = setLabels(call, body['labels'])
    const state = body['state'] as IssueState['state'] | undefined
    if (state !== undefined && state !== issue.state) {
      issue.state = state
      issue.closedAt = state === 'closed' ? now : null
      issue.stateReason =
        (body['state_reason'] as string | undefined) ?? (state === 'closed' ? 'completed' : 'reopened')
    }
    issue.updatedAt = now
    return ok(issueJson(call, issue))
  },

  [`POST ${REPO}/issues/{issue_number}/labels`](call) {
    const issue = issueOf(call)
    const given = call.body['labels'] ?? []
    issue.labels = [...new Set([...issue.labels, ...setLabels(call, given)])]
    return ok(issue.labels.map((name) => labelJson(call, name)))
  },

  [`GET ${REPO}/labels/{name}`](call) {
    const name = String(call.path['name'])
    const label = call.state.labels.find((known) => sameLabel(known.name, name))
    if (!label) throw notFound()
    return ok(labelJson(call, label.name))
  },

  [`POST ${REPO}/labels`](call) {
    const name = call.body['name'] as string
    if (call.state.labels.some((known) => sameLabel(known.name, name))) {
      throw invalidField('Label', 'name', 'already exists', 'already_exists')
    }
    const color = (call.body['color'] as string | undefined) ?? 'ededed'
    call.state.labels.push({ id: call.nextId(), name, color })
    return created(labelJson(call, name))
  },
}

/** Issues and pull requests number together. */
export function nextNumber(known: readonly IssueState[]): number {
  return 1 + Math.max(0, ...known.map(({ number }) => number))
}

function filtered({ state, query }: Call): readonly IssueState[] {
  const labels = String(query['labels'] ?? '')
    .split(',')
    .filter((label) => label !== '')
  const key = query['sort'] === 'updated' ? 'updatedAt' : 'createdAt'
  const found = state.issues.filter(
    (issue) =>
      (query['state'] === 'all' || issue.state === query['state']) &&
      labels.every((wanted) => issue.labels.some((label) => sameLabel(label, wanted))) &&
      (query['creator'] === undefined || issue.author === query['creator']) &&
      (query['since'] === undefined || issue.updatedAt >= String(query['since'])),
  )
  const ascending = found.toSorted((a, b) => a[key].localeCompare(b[key]) || a.number - b.number)
  return query['direction'] === 'asc' ? ascending : ascending.toReversed()
}

export function issueOf({ state, path }: Call): IssueState {
  const issue = state.issues.find(({ number }) => number === path['issue_number'])
  if (!issue) throw notFound()
  return issue
}

function title(value: string | number): string {
  const text = String(value)
  if (text.trim() === '') throw invalidField('Issue', 'title', 'title is missing', 'missing_field')
  if (text.length > 256) throw invalidField('Issue', 'title', 'title is too long (maximum is 256 characters)')
  return text
}

/** Labels named on an issue exist from then on, as GitHub makes them for whoever may write issues. */
function setLabels(call: Call, value: Json | undefined): string[] {
  const names = ((value ?? []) as readonly (string | JsonObject)[]).map((label) =>
    typeof label === 'string' ? label : (label['name'] as string),
  )
  for (const name of names) {
    if (call.state.labels.some((known) => sameLabel(known.name, name))) continue
    call.state.labels.push({ id: call.nextId(), name, color: 'ededed' })
  }
  return names
}

function sameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function labelJson(call: Call, name: string): JsonObject {
  const label = call.state.labels.find((known) => sameLabel(known.name, name))
  const { id = 0, color = 'ededed' } = label ?? {}
  const url = `${repositoryUrl(call)}/labels/${encodeURIComponent(name)}`
  return call.contract.complete('label', { id, name, color, url, default: false })
}

function issueJson(call: Call, issue: IssueState): JsonObject {
  const url = `${repositoryUrl(call)}/issues/${issue.number}`
  const page = issue.pull ? 'pull' : 'issues'
  return call.contract.complete('issue', {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    state_reason: issue.stateReason,
    user: user(issue.author),
    labels: issue.labels.map((name) => labelJson(call, name)),
    comments: call.state.comments.filter((comment) => comment.issue === issue.number).length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    url,
    html_url: `${htmlUrl(call)}/${page}/${issue.number}`,
    author_association: issue.author === BOT ? 'NONE' : 'MEMBER',
    ...(issue.pull ? { pull_request: pullLinks(call, issue.number) } : {}),
  })
}

function pullLinks(call: Call, number: number): JsonObject {
  const page = `${htmlUrl(call)}/pull/${number}`
  const url = `${repositoryUrl(call)}/pulls/${number}`
  return { url, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch` }
}
