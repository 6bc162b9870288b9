import { BODY_MAX_CHARACTERS, findMarker, type Issue, stickyIssue, upsertIssue } from '@mlops-actions/core'
import { renderMarkdown, type Report } from '@mlops-actions/report'
import type { Checked } from '../checked.ts'
import { attempt } from './attempt.ts'
import { identityOf, type Memory, type Remembered } from './memory.ts'
import { hasDrifted, type RetrainOutcome } from './retrain.ts'

/** Room for the lines around the report and the marker, whose state is at most 8 KiB. */
const RESERVED_CHARACTERS = 12 * 1024

/**
 * One issue a model: opened when its data drift, rewritten in place while they do, closed with a comment when everything
 * was compared and nothing has moved. Data that could not be judged change nothing. Returns the issue's number.
 */
export async function keepIssue(
  checked: Checked,
  report: Report,
  remembered: Remembered,
  request: RetrainOutcome | undefined,
): Promise<number | undefined> {
  const { runtime } = checked
  if (hasDrifted(checked)) {
    return attempt(runtime, 'The drift issue could not be written', 'issues', () =>
      write(checked, report, remembered, request),
    )
  }
  if (!hasRecovered(report)) {
    runtime.log.info('The data could not all be judged: the issue stays as it is.')
    return undefined
  }
  return attempt(runtime, 'The drift issue could not be closed', 'issues', () => close(checked, report))
}

async function write(
  checked: Checked,
  report: Report,
  { open, memory }: Remembered,
  request: RetrainOutcome | undefined,
): Promise<number> {
  const { runtime, model } = checked
  const now = new Date(runtime.clock.now()).toISOString()
  const retrained = request?.kind === 'started' ? request.state : memory?.retrain
  const state: Memory = {
    version: 1,
    since: open ? (memory?.since ?? now) : now,
    runs: open ? (memory?.runs ?? 0) + 1 : 1,
    ...(retrained ? { retrain: retrained } : {}),
  }
  const outcome = await upsertIssue(runtime.github, identityOf(model), {
    title: `Data drift: ${model}`,
    body: bodyOf(report, state, request, runtime.github.context.serverUrl),
    state,
  })
  const { number, url } = outcome.issue
  if (runtime.github.kind !== 'preview') runtime.log.notice(`The drift issue was ${outcome.kind}: ${url}`)
  // Some servers answer 200 and keep the old text when the new one is too long.
  if (outcome.kind !== 'deduplicated' && !remembers(outcome.issue, state)) {
    runtime.log.warning(`GitHub kept the old text of ${url}.`, {
      title: 'The verdict stands, an effect failed',
    })
  }
  return number
}

function bodyOf(
  report: Report,
  { since, runs }: Memory,
  request: RetrainOutcome | undefined,
  serverUrl: string,
): string {
  const { runUrl } = report.provenance
  const text = renderMarkdown(report, {
    budgetBytes: BODY_MAX_CHARACTERS - RESERVED_CHARACTERS,
    surface: 'comment',
    ...(runUrl === undefined ? {} : { links: { html: runUrl } }),
  })
  const seen = `First seen ${since}, by ${runs} ${runs === 1 ? 'run' : 'runs'} in a row. This text is rewritten by every run; the issue closes when the drift is over.`
  return [text.trimEnd(), retrainLine(request, serverUrl), seen].filter((part) => part !== '').join('\n\n')
}

function retrainLine(request: RetrainOutcome | undefined, serverUrl: string): string {
  if (!request) return ''
  if (request.kind === 'held') return `Retraining was not started by this run: ${request.reason}.`
  // The URL comes from the server we asked, but only its own address becomes a link.
  const ours = request.url?.startsWith(`${serverUrl}/`) === true
  return ours ? `Retraining was started: ${request.url}` : 'Retraining was started.'
}

function remembers(issue: Issue, state: Memory): boolean {
  return JSON.stringify(findMarker(issue.body)?.state) === JSON.stringify(state)
}

/** Everything was compared, and nothing asks for a look. */
function hasRecovered({ findings, verdict }: Report): boolean {
  return (
    verdict !== 'fail' &&
    findings.some(({ kind, status }) => kind === 'dataset-drift' && status === 'pass') &&
    findings.every(({ status }) => status !== 'inconclusive' && status !== 'error')
  )
}

/** The comment first: a closed issue that does not say why would be a riddle. */
async function close({ runtime, model }: Checked, report: Report): Promise<number | undefined> {
  const { github, log } = runtime
  const found = await stickyIssue(github, identityOf(model))
  if (!found) return undefined
  const { number, url } = found.issue
  const { runUrl, createdAt } = report.provenance
  const by = runUrl === undefined ? '' : ` by ${runUrl}`
  await github.createComment(
    number,
    `The drift is over: every compared column is within its bounds (${createdAt}${by}).`,
  )
  await github.updateIssue(number, { state: 'closed' })
  log.notice(`The drift is over; the issue was closed: ${url}`)
  return number
}
