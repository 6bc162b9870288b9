import { renderHtml, renderJunit, renderMarkdown, type Report, serializeReport } from '@mlops-actions/report'
import { encodeMarker, type RunStamp } from '../effects/marker.ts'
import { type CommentMode, stickyComment } from '../effects/sticky-comment.ts'
import { BODY_MAX_CHARACTERS, SUMMARY_MAX_BYTES } from '../limits.ts'
import type { GitHubContext } from '../ports/github.ts'
import type { Runtime } from '../runtime.ts'
import { attempt, type Surface } from './surface.ts'

export interface PublishOptions {
  /** Where report.json, report.html, report.md and junit.xml go. */
  readonly directory: string
  /** Tells the comments of two jobs apart; default the model's name. */
  readonly commentKey?: string
  /** `on-failure` begins none while everything passes, and keeps the one there is up to date. Default `update`. */
  readonly comment?: 'update' | 'recreate' | 'append' | 'on-failure' | 'off'
  /** Name of an artifact to upload the files as. */
  readonly artifact?: string
}

export interface Published {
  /** Paths of the files that were written. */
  readonly files: Readonly<Partial<Record<ReportFile, string>>>
  readonly artifact: Surface
  readonly summary: Surface
  readonly comment: Surface
}

export type ReportFile = 'report.json' | 'report.html' | 'report.md' | 'junit.xml'

type Links = NonNullable<Parameters<typeof renderMarkdown>[1]['links']>

/** Room left for what else this step adds to its summary. */
const SUMMARY_RESERVE_BYTES = 64 * 1024

/**
 * Shows a report in every place there is: files, artifact, job summary, pull-request comment, outputs.
 *
 * Never throws and never changes the verdict: a place that fails warns with what to do about it, and the next one is
 * tried. What is stored comes first, so that what is shown can link to it.
 */
export async function publishReport(
  report: Report,
  runtime: Runtime,
  options: PublishOptions,
): Promise<Published> {
  const files = await writeFiles(report, runtime, options.directory)
  const artifact = await attempt(runtime, 'artifact', () => uploadArtifact(runtime, options, files))
  const links = linksOf(runtime.github.context, artifact)
  const summary = await attempt(runtime, 'job summary', () => appendSummary(report, runtime, links))
  const comment = await attempt(
    runtime,
    'pull-request comment',
    () => writeComment(report, runtime, options, links),
    'pull-requests',
  )
  await setOutputs(runtime, {
    verdict: report.verdict,
    report: files['report.json'],
    html: files['report.html'],
  })
  return { files, artifact, summary, comment }
}

async function writeFiles(report: Report, runtime: Runtime, directory: string): Promise<Published['files']> {
  const render: Readonly<Record<ReportFile, () => string>> = {
    'report.json': () => serializeReport(report),
    'report.html': () => renderHtml(report),
    'report.md': () => renderMarkdown(report, { budgetBytes: SUMMARY_MAX_BYTES, surface: 'summary' }),
    'junit.xml': () => renderJunit(report),
  }
  const files: Partial<Record<ReportFile, string>> = {}
  for (const name of Object.keys(render) as ReportFile[]) {
    const path = `${directory}/${name}`
    const written = await attempt(runtime, `file ${path}`, async () => {
      await runtime.files.write(path, render[name]())
      return { kind: 'published', detail: path }
    })
    if (written.kind === 'published') files[name] = path
  }
  return files
}

async function uploadArtifact(
  runtime: Runtime,
  { artifact, directory }: PublishOptions,
  files: Published['files'],
): Promise<Surface> {
  if (artifact === undefined) return { kind: 'skipped', reason: 'no artifact was asked for' }
  const stored = await runtime.artifacts.upload(artifact, Object.values(files), directory)
  if (stored.kind === 'stored') return { kind: 'published', detail: stored.id }
  runtime.log.notice(`The report was not uploaded as an artifact (${stored.reason}); it is in ${directory}.`)
  return { kind: 'skipped', reason: stored.reason }
}

async function appendSummary(report: Report, runtime: Runtime, links: Links): Promise<Surface> {
  const budgetBytes = SUMMARY_MAX_BYTES - SUMMARY_RESERVE_BYTES
  const shown = await runtime.summary.append(
    `${renderMarkdown(report, { budgetBytes, surface: 'summary', links }).trimEnd()}\n`,
  )
  return shown
    ? { kind: 'published', detail: 'summary' }
    : { kind: 'skipped', reason: 'this host shows no job summaries' }
}

async function writeComment(
  report: Report,
  runtime: Runtime,
  options: PublishOptions,
  links: Links,
): Promise<Surface> {
  const { github } = runtime
  const issue = github.context.pullRequest?.number
  if (options.comment === 'off') return { kind: 'skipped', reason: 'comments are turned off' }
  if (issue === undefined) return { kind: 'skipped', reason: 'this is not a pull request' }
  const kind = report.provenance.action
  const key = options.commentKey ?? report.subject.model
  const run = runStamp(github.context)
  const marker = encodeMarker(kind, key, undefined, run)
  // A byte holds at most one character, so a budget in bytes keeps to GitHub's limit in characters.
  const budgetBytes = BODY_MAX_CHARACTERS - marker.length - '\n\n'.length
  const body = renderMarkdown(report, { budgetBytes, surface: 'comment', links })
  const mode = commentMode(options.comment, report.verdict)
  const outcome = await stickyComment(github, { issue, kind, key, body, mode, ...(run && { run }) })
  if (outcome.kind === 'absent')
    return { kind: 'skipped', reason: 'nothing failed, and there is no comment yet' }
  return { kind: 'published', detail: outcome.kind }
}

function commentMode(asked: PublishOptions['comment'], verdict: Report['verdict']): CommentMode {
  if (asked === 'recreate' || asked === 'append') return asked
  return asked === 'on-failure' && verdict === 'pass' ? 'existing' : 'update'
}

async function setOutputs(
  runtime: Runtime,
  outputs: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  for (const [name, value] of Object.entries(outputs)) {
    if (value === undefined) continue
    await attempt(runtime, `output ${name}`, async () => {
      await runtime.outputs.set(name, value)
      return { kind: 'published', detail: name }
    })
  }
}

/** The artifact's page where there is one, else the run's: the way to the whole report. */
function linksOf({ serverUrl, repository, runId }: GitHubContext, artifact: Surface): Links {
  if (!repository || runId === undefined) return {}
  const run = `${serverUrl}/${repository.owner}/${repository.name}/actions/runs/${runId}`
  return { html: artifact.kind === 'published' ? `${run}/artifacts/${artifact.detail}` : run }
}

function runStamp({ runId, runAttempt }: GitHubContext): RunStamp | undefined {
  const [id, attempt] = [Number(runId), Number(runAttempt ?? '1')]
  return Number.isSafeInteger(id) && Number.isSafeInteger(attempt) ? { id, attempt } : undefined
}
