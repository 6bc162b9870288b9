import type { Report } from '../document.ts'
import { formatCount } from '../format/number.ts'
import { runLinkOf } from '../format/run-link.ts'
import { type Html, html } from './escape.ts'

/** What was judged, where and by what, with digests in full: enough to check every claim. */
export function provenanceSection({ subject, provenance }: Report): Html {
  const { policy, baseline, data } = subject
  const entries: readonly (readonly [string, string | Html | undefined])[] = [
    ['Model', named(subject.model, subject.version)],
    ['Model digest', subject.modelDigest && digest(subject.modelDigest)],
    [
      'Baseline',
      baseline &&
        html`${named(baseline.name, baseline.version)} ${baseline.digest !== undefined && digest(baseline.digest)}`,
    ],
    [
      'Policy',
      policy &&
        html`${policy.path}${policy.ref !== undefined && ` at ${policy.ref}`} ${digest(policy.digest)}`,
    ],
    ...data.map(({ name, path, rows, digest: bytes }) => {
      const facts = [path, rows === undefined ? undefined : `${formatCount(rows)} rows`].filter(
        (part) => part !== undefined,
      )
      return [`Data: ${name}`, html`${facts.join(', ')} ${digest(bytes)}`] as const
    }),
    ['Repository', provenance.repository],
    ['Commit', provenance.commit && digest(provenance.commit)],
    ['Ref', provenance.ref],
    ['Workflow', provenance.workflow],
    ['Run', run(provenance)],
    ['Actor', provenance.actor],
    ['Made by', `${provenance.action} ${provenance.actionVersion}`],
    ['Made at', html`<time datetime="${provenance.createdAt}">${provenance.createdAt}</time>`],
  ]
  return html`<section aria-labelledby="provenance"><h2 id="provenance">Provenance</h2><dl class="provenance">${entries.map(
    ([label, value]) =>
      value === undefined || value === '' ? html`` : html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl></section>`
}

function digest(text: string): Html {
  return html`<code>${text}</code>`
}

function named(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name} ${version}`
}

function run({ runId, runAttempt, runUrl }: Report['provenance']): Html | string | undefined {
  const name =
    runId === undefined ? 'the run' : `${runId}${runAttempt === undefined ? '' : `, attempt ${runAttempt}`}`
  const url = runLinkOf(runUrl)
  if (url === undefined) return runId === undefined ? undefined : name
  return html`<a href="${url}" rel="noopener noreferrer">${name}</a>`
}
