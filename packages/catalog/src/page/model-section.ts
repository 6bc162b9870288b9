import { clip, formatNumber, type Html, html, nothing, plural } from '@mlops-actions/report'
import { metricsOf, paramsOf } from '../cards/facts.ts'
import type { CatalogModel, CatalogVersion } from '../view/catalog.ts'
import {
  eventLine,
  eventReason,
  shortDigest,
  shortId,
  shortTime,
  stagesOf,
  standingOf,
} from '../view/words.ts'
import { lineageGraph } from './lineage.ts'
import { timeline } from './timeline.ts'

/** Rows of the table; the command line shows all. */
const MOST_VERSIONS = 500
const MOST_DETAILS = 20
const MOST_EVENTS = 500
const MOST_METRICS = 4
const MOST_FILES = 100
const COLOURS = 6

/** One model: its stages, who held them when, its versions, where the newest comes from, and all that happened. */
export function modelSection(model: CatalogModel, now: number): Html {
  const { state, versions, events } = model
  const stages = [...state.stages.values()]
  const shown = versions.slice(0, MOST_VERSIONS)
  const focus = versions.find(({ state: { version } }) => version === stages.at(-1)?.version) ?? versions[0]
  const line = stages.length === 0 ? undefined : timeline(stages, now)
  return html`<section class="model" id="${anchorOf(state.model)}" aria-labelledby="${anchorOf(state.model)}-name">
<h2 id="${anchorOf(state.model)}-name">${state.model}</h2>
<p class="sub">${plural(versions.length, 'version')}, ${plural(events.length, 'event')}${lastWord(model)}</p>
${stages.length === 0 ? html`<p class="muted">No version is in a stage yet.</p>` : html`<ul class="stages">${stages.map((pointer) => stageCard(model, pointer.stage))}</ul>`}
${line && html`<h3>Which version was where</h3>${line}`}
<h3>Versions</h3>
${versionsTable(model, shown)}
${versions.length > shown.length && html`<p class="muted">and ${versions.length - shown.length} older ones.</p>`}
${focus && html`<h3>Where version ${focus.state.version} comes from</h3>${lineageGraph(focus, stagesOf(model, focus.state.version))}`}
<h3>In full</h3>
${shown.slice(0, MOST_DETAILS).map((version) => versionDetails(version))}
${history(model)}
</section>`
}

export function anchorOf(model: string): string {
  return `model-${model}`
}

function lastWord({ events }: CatalogModel): string {
  const last = events.at(-1)
  return last === undefined ? '' : `; last on ${shortTime(last.at)} UTC`
}

function stageCard({ state, events }: CatalogModel, stage: string): Html {
  const pointer = state.stages.get(stage)!
  const mover = events.findLast((event) => 'stage' in event && event.stage === stage)
  const actor = mover?.origin.actor
  return html`<li class="h${pointer.version % COLOURS}"><span class="name">${stage}</span><span class="held">version ${pointer.version}</span><span class="by">since ${shortTime(pointer.since)} UTC${actor !== undefined && html`, by ${clip(actor, 60)}`}</span>${pointer.previous[0] && html`<span class="by">before: version ${pointer.previous[0].version}</span>`}</li>`
}

function versionsTable(model: CatalogModel, versions: readonly CatalogVersion[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Versions of ${model.state.model}"><table><caption>Versions of ${model.state.model}, newest first</caption><thead><tr><th scope="col">Version</th><th scope="col">Where</th><th scope="col">Evidence</th><th scope="col">Metrics</th><th scope="col">Data</th><th scope="col">Digest</th><th scope="col">Registered</th></tr></thead><tbody>
${versions.map((version) => versionRow(model, version))}
</tbody></table></div>`
}

function versionRow(model: CatalogModel, { state, record, evidence }: CatalogVersion): Html {
  const standing = standingOf(state)
  const stages = stagesOf(model, state.version)
  const metrics = metricsOf({ record, evidence })
    .filter(({ slice }) => slice === undefined)
    .slice(0, MOST_METRICS)
  const { actor } = state.registeredBy
  return html`<tr><th scope="row">v${state.version}</th>
<td>${stages.map((stage) => html`<span class="tag stage">${stage}</span>`)}${standing && html`<span class="tag ${standing.word === 'deprecated' ? 'warn' : 'fail'}" title="${standing.reason}">${standing.word}</span>`}</td>
<td>${evidence.length === 0 ? html`<span class="muted">none</span>` : evidence.map(({ kind, verdict, headline }) => html`<span class="tag ${verdict}" title="${headline}">${GLYPHS[verdict]} ${kind}</span>`)}</td>
<td>${metrics.length === 0 ? nothing : html`<dl class="pairs">${metrics.map(({ name, value }) => html`<dt>${clip(name, 24)}</dt><dd>${formatNumber(value)}</dd>`)}</dl>`}</td>
<td>${record.lineage.data.slice(0, 3).map((item) => html`<div>${clip(item.name, 24)} <code>${clip('id' in item ? shortId(item.id) : shortDigest(item.digest), 26)}</code></div>`)}</td>
<td><code title="${record.modelDigest}">${shortDigest(record.modelDigest)}</code></td>
<td class="num"><time datetime="${state.registeredAt}">${shortTime(state.registeredAt)}</time>${actor !== undefined && html`<div class="muted">${clip(actor, 40)}</div>`}</td></tr>`
}

const GLYPHS = { pass: '✓', warn: '!', fail: '✕' } as const

function versionDetails({ state, record, evidence }: CatalogVersion): Html {
  const standing = standingOf(state)
  const { code, lock, image, data } = record.lineage
  const parts: readonly (readonly [string, string])[] = [
    ['Model digest', record.modelDigest],
    ['Record digest', state.recordDigest],
    ...(standing ? [[standing.word, standing.reason] as const] : []),
    ...(code
      ? [
          [
            'Code',
            `${code.repository ?? ''}@${code.commit}${code.dirty ? ' with uncommitted changes' : ''}`,
          ] as const,
        ]
      : []),
    ...(lock ? [['Dependencies', `${lock.path} ${lock.digest}`] as const] : []),
    ...(image ? [['Image', `${image.name}@${image.digest}`] as const] : []),
  ]
  return html`<details id="${anchorOf(record.model)}-v${state.version}"><summary>Version ${state.version}</summary><div class="inside">
${pairs(parts)}
${block(
  'Data',
  data.map((item) => [item.name, `${item.kind} ${'id' in item ? item.id : item.digest}`] as const),
)}
${block('Parameters', paramsOf(record))}
${block(
  'Evidence',
  evidence.map(
    ({ kind, verdict, headline, digest }) => [`${kind}: ${verdict}`, `${headline} (${digest})`] as const,
  ),
)}
${block(
  'Formats',
  (record.packaging ?? []).map(
    ({ path, format, runsCode }) =>
      [path, runsCode === undefined ? format : `${format}: ${runsCode}`] as const,
  ),
)}
${block(
  'Files',
  record.files
    .slice(0, MOST_FILES)
    .map(
      ({ path, byteLength, digest }) =>
        [path === '.' ? (record.fileName ?? path) : path, `${byteLength} bytes, ${digest}`] as const,
    ),
)}
</div></details>`
}

function block(title: string, entries: readonly (readonly [string, string])[]): Html {
  return entries.length === 0 ? nothing : html`<h4>${title}</h4>${pairs(entries)}`
}

function pairs(entries: readonly (readonly [string, string])[]): Html {
  return html`<dl class="pairs">${entries.map(([name, value]) => html`<dt>${clip(name, 60)}</dt><dd><code>${clip(value, 400)}</code></dd>`)}</dl>`
}

function history({ events, state }: CatalogModel): Html {
  const newest = events.toReversed().slice(0, MOST_EVENTS)
  return html`<details><summary>History of ${state.model}</summary><ol class="history">${newest.map(
    (event) => {
      const { actor } = event.origin
      const reason = eventReason(event)
      return html`<li><time datetime="${event.at}">${shortTime(event.at)}</time><div>${eventLine(event)}${actor !== undefined && html` <span class="muted">by ${clip(actor, 60)}</span>`}${reason !== undefined && html`<div class="muted">${clip(reason, 400)}</div>`}</div></li>`
    },
  )}</ol></details>`
}
