import { type Call, list, type Operations, ok, REPO, type Reply } from '../call.ts'
import type { Json, JsonObject } from '../complete.ts'
import { invalidField, notFound, Refusal } from '../refusal.ts'
import { htmlUrl, repository, repositoryUrl, user } from '../represent.ts'
import type { WorkflowRunState, WorkflowState } from '../state.ts'
import { commitOf } from './commits.ts'

/** Not in the description: a repository_dispatch payload ends at 64 KB. */
const PAYLOAD_MAX_BYTES = 64 * 1024

export const workflows: Operations = {
  [`GET ${REPO}/actions/workflows/{workflow_id}`](call) {
    const workflow = workflowOf(call)
    const url = `${repositoryUrl(call)}/actions/workflows/${workflow.id}`
    const name = fileName(workflow)
    const page = `${htmlUrl(call)}/blob/${call.state.repository.defaultBranch}/${workflow.path}`
    const given = { id: workflow.id, name, path: workflow.path, state: 'active', url, html_url: page }
    return ok(call.contract.complete('workflow', given))
  },

  [`POST ${REPO}/actions/workflows/{workflow_id}/dispatches`](call) {
    const workflow = workflowOf(call)
    const ref = call.body['ref'] as string
    const headSha = commitOf(call, ref)
    if (headSha === undefined) throw new Refusal(422, `No ref found for: ${ref}`)
    const inputs = (call.body['inputs'] ?? {}) as Readonly<Record<string, Json>>
    const unexpected = Object.keys(inputs).filter((name) => workflow.inputs?.includes(name) === false)
    if (unexpected.length > 0)
      throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`)
    const run: WorkflowRunState = {
      id: call.nextId(),
      workflow: workflow.id,
      number: 1 + call.state.workflowRuns.filter((other) => other.workflow === workflow.id).length,
      event: 'workflow_dispatch',
      branch: ref.replace(/^refs\/(?:heads|tags)\//, ''),
      headSha,
      inputs,
      status: 'queued',
      conclusion: null,
      createdAt: call.now,
    }
    call.state.workflowRuns.push(run)
    // Asked for details GitHub says which run it started; GHES up to 3.19 does not know the key and refuses it before.
    if (call.body['return_run_details'] !== true) return { status: 204 }
    const { id, url, html_url } = runLinks(call, run)
    return ok({ workflow_run_id: id, run_url: url, html_url })
  },

  [`GET ${REPO}/actions/workflows/{workflow_id}/runs`](call) {
    const { id } = workflowOf(call)
    return runs(call, (run) => run.workflow === id)
  },

  [`GET ${REPO}/actions/runs`]: (call) => runs(call, () => true),

  [`GET ${REPO}/actions/runs/{run_id}`](call) {
    const run = call.state.workflowRuns.find(({ id }) => id === call.path['run_id'])
    if (!run) throw notFound()
    return ok(runJson(call, run))
  },

  [`POST ${REPO}/dispatches`](call) {
    const payload = (call.body['client_payload'] ?? {}) as JsonObject
    if (Buffer.byteLength(JSON.stringify(payload)) >= PAYLOAD_MAX_BYTES) {
      throw invalidField('RepositoryDispatch', 'client_payload', 'client_payload is too large')
    }
    call.state.repositoryDispatches.push({ eventType: call.body['event_type'] as string, payload })
    return { status: 204 }
  },
}

/** By number or by file name, as the path parameter may be either. */
function workflowOf({ state, path }: Call): WorkflowState {
  const wanted = String(path['workflow_id'])
  const found = state.workflows.find(
    (workflow) => String(workflow.id) === wanted || fileName(workflow) === wanted,
  )
  if (!found) throw notFound()
  return found
}

function fileName({ path }: WorkflowState): string {
  return path.split('/').at(-1)!
}

function runs(call: Call, belongs: (run: WorkflowRunState) => boolean): Reply {
  const { query } = call
  const within = createdFilter(query['created'])
  const found = call.state.workflowRuns.filter(
    (run) =>
      belongs(run) &&
      within(run.createdAt) &&
      (query['event'] === undefined || run.event === query['event']) &&
      (query['branch'] === undefined || run.branch === query['branch']) &&
      (query['head_sha'] === undefined || run.headSha === query['head_sha']) &&
      (query['status'] === undefined || [run.status, run.conclusion].includes(String(query['status']))),
  )
  return list(
    found.toReversed().map((run) => runJson(call, run)),
    'workflow_runs',
  )
}

/** GitHub's search syntax for dates: `>=d`, `>d`, `<=d`, `<d`, `a..b`, `d`. */
function createdFilter(value: string | number | boolean | undefined): (at: string) => boolean {
  if (value === undefined) return () => true
  const text = String(value)
  const range = /^(.+)\.\.(.+)$/.exec(text)
  const [, sign = '', day = ''] = /^(>=|<=|>|<)?(.+)$/.exec(text) ?? []
  const limits = range ? [instant(range[1]!), instant(range[2]!)] : [instant(day)]
  const [first = Number.NaN, last = Number.NaN] = limits
  return (at) => {
    const time = Date.parse(at)
    if (range) return time >= first && time <= last
    if (sign === '>=') return time >= first
    if (sign === '>') return time > first
    if (sign === '<=') return time <= first
    if (sign === '<') return time < first
    return at.startsWith(day)
  }
}

function instant(text: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new Refusal(422, `"${text}" is not a date`)
  return time
}

function runLinks(call: Call, { id }: WorkflowRunState) {
  return {
    id,
    url: `${repositoryUrl(call)}/actions/runs/${id}`,
    html_url: `${htmlUrl(call)}/actions/runs/${id}`,
  }
}

function runJson(call: Call, run: WorkflowRunState): JsonObject {
  const workflow = call.state.workflows.find(({ id }) => id === run.workflow)
  return call.contract.complete('workflow-run', {
    ...runLinks(call, run),
    name: workflow ? fileName(workflow) : null,
    path: workflow?.path ?? '',
    workflow_id: run.workflow,
    run_number: run.number,
    run_attempt: 1,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_branch: run.branch,
    head_sha: run.headSha,
    created_at: run.createdAt,
    updated_at: run.createdAt,
    actor: user(call.login),
    triggering_actor: user(call.login),
    repository: repository(call),
    head_repository: repository(call),
  })
}
