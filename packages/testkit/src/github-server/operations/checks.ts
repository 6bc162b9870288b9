import { type Call, created, list, type Operations, ok, REPO } from '../call.ts'
import type { JsonObject } from '../complete.ts'
import { invalidField, notFound, Refusal } from '../refusal.ts'
import { htmlUrl, repositoryUrl } from '../represent.ts'
import type { CheckRunState } from '../state.ts'
import { knownCommit } from './commits.ts'

export const checks: Operations = {
  [`POST ${REPO}/check-runs`](call) {
    const headSha = call.body['head_sha'] as string
    if (!knownCommit(call, headSha)) throw new Refusal(422, `No commit found for SHA: ${headSha}`)
    const run: CheckRunState = {
      id: call.nextId(),
      headSha,
      name: call.body['name'] as string,
      status: 'queued',
      conclusion: null,
      externalId: '',
      detailsUrl: '',
      startedAt: call.now,
      completedAt: null,
      title: null,
      summary: null,
      text: null,
      annotations: [],
    }
    change(run, call)
    call.state.checkRuns.push(run)
    return created(checkJson(call, run))
  },

  [`GET ${REPO}/check-runs/{check_run_id}`]: (call) => ok(checkJson(call, checkOf(call))),

  [`PATCH ${REPO}/check-runs/{check_run_id}`](call) {
    const run = checkOf(call)
    change(run, call)
    return ok(checkJson(call, run))
  },

  [`GET ${REPO}/check-runs/{check_run_id}/annotations`]: (call) =>
    list(
      checkOf(call).annotations.map((annotation) => call.contract.complete('check-annotation', annotation)),
    ),

  [`GET ${REPO}/commits/{ref}/check-runs`](call) {
    const { query, state } = call
    const ref = String(call.path['ref'])
    const sha = state.git.resolve(ref) ?? ref
    const found = state.checkRuns.filter(
      (run) =>
        run.headSha === sha &&
        (query['check_name'] === undefined || run.name === query['check_name']) &&
        (query['status'] === undefined || run.status === query['status']),
    )
    return list(
      found.map((run) => checkJson(call, run)),
      'check_runs',
    )
  },
}

function checkOf({ state, path }: Call): CheckRunState {
  const run = state.checkRuns.find(({ id }) => id === path['check_run_id'])
  if (!run) throw notFound()
  return run
}

/** A conclusion completes a run; a completed run has one. Annotations add up over requests. */
function change(run: CheckRunState, { body, now }: Call): void {
  const conclusion = body['conclusion'] as string | undefined
  const status = conclusion === undefined ? (body['status'] as string | undefined) : 'completed'
  if (status === 'completed' && conclusion === undefined && run.conclusion === null) {
    throw invalidField('CheckRun', 'conclusion', 'A completed check run needs a conclusion', 'missing_field')
  }
  const output = body['output'] as JsonObject | undefined
  const text = (key: string): string | undefined => output?.[key] as string | undefined
  run.name = (body['name'] as string | undefined) ?? run.name
  run.status = status ?? run.status
  run.conclusion = conclusion ?? run.conclusion
  run.externalId = (body['external_id'] as string | undefined) ?? run.externalId
  run.detailsUrl = (body['details_url'] as string | undefined) ?? run.detailsUrl
  run.completedAt =
    status === 'completed' ? ((body['completed_at'] as string | undefined) ?? now) : run.completedAt
  run.title = text('title') ?? run.title
  run.summary = text('summary') ?? run.summary
  run.text = text('text') ?? run.text
  run.annotations.push(...((output?.['annotations'] ?? []) as readonly JsonObject[]))
}

function checkJson(call: Call, run: CheckRunState): JsonObject {
  const url = `${repositoryUrl(call)}/check-runs/${run.id}`
  return call.contract.complete('check-run', {
    id: run.id,
    name: run.name,
    head_sha: run.headSha,
    status: run.status,
    conclusion: run.conclusion,
    external_id: run.externalId,
    details_url: run.detailsUrl === '' ? call.serverUrl : run.detailsUrl,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    url,
    html_url: `${htmlUrl(call)}/runs/${run.id}`,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
  })
}
