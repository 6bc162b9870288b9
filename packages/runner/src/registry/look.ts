import {
  type Catalog,
  type CatalogModel,
  type CatalogVersion,
  diffVersions,
  eventLine,
  eventReason,
  metricsOf,
  paramsOf,
  shortDigest,
  shortTime,
  stagesOf,
  standingOf,
} from '@mlops-actions/catalog'
import type { Style } from '../terminal.ts'
import { printable } from '../terminal.ts'
import { textTable } from '../text-table.ts'

/** How answers are set for this terminal. */
export interface Look {
  readonly style: Style
  readonly width: number
}

export function listText(catalog: Catalog, look: Look): readonly string[] {
  if (catalog.models.length === 0) return [`Nothing is registered in ${printable(catalog.place)} yet.`]
  const rows = catalog.models.map(({ state, versions }) => [
    state.model,
    String(versions.length),
    versions[0] ? `v${versions[0].state.version}` : '',
    versions[0] ? shortTime(versions[0].state.registeredAt) : '',
    [...state.stages.values()].map(({ stage, version }) => `${stage} v${version}`).join(', '),
  ])
  return table([['Model', 'Versions', 'Newest', 'Registered', 'Stages'], ...rows], look, [false, true])
}

export function showText(model: CatalogModel, version: CatalogVersion, look: Look): readonly string[] {
  const { state, record, evidence } = version
  const standing = standingOf(state)
  const stages = stagesOf(model, state.version)
  const { code, lock, image, data } = record.lineage
  const facts = [
    ['Model digest', record.modelDigest],
    ['Record digest', state.recordDigest],
    [
      'Registered',
      `${shortTime(state.registeredAt)} UTC${state.registeredBy.actor === undefined ? '' : ` by ${state.registeredBy.actor}`}`,
    ],
    ['Stages', stages.length === 0 ? 'none' : stages.join(', ')],
    ...(standing ? [[standing.word, standing.reason]] : []),
    ...(code
      ? [['Code', `${code.repository ?? ''}@${code.commit}${code.dirty ? ' with uncommitted changes' : ''}`]]
      : []),
    ...(lock
      ? [
          [
            'Dependencies',
            `${lock.path} ${shortDigest(lock.digest)}${lock.packages === undefined ? '' : `, ${lock.pinned} of ${lock.packages} pinned`}`,
          ],
        ]
      : []),
    ...(image ? [['Image', `${image.name}@${image.digest}`]] : []),
    [
      'Bytes',
      `${record.files.length} ${record.files.length === 1 ? 'file' : 'files'} in ${record.bytes.kind}`,
    ],
  ]
  return [
    look.style.bold(`${record.model} version ${record.version}`),
    ...section('', facts, look),
    ...section(
      'Data',
      data.map((item) => [item.name, `${item.kind} ${'id' in item ? item.id : item.digest}`]),
      look,
    ),
    ...section(
      'Parameters',
      paramsOf(record).map(([name, value]) => [name, value]),
      look,
    ),
    ...section(
      'Metrics',
      metricsOf(version).map(({ name, slice, value }) => [
        slice === undefined ? name : `${name} (${slice})`,
        String(value),
      ]),
      look,
    ),
    ...section(
      'Evidence',
      evidence.map(({ kind, verdict, headline }) => [`${kind}: ${verdict}`, headline]),
      look,
    ),
    ...section(
      'Formats',
      (record.packaging ?? []).map(({ path, format, runsCode }) => [
        path,
        runsCode === undefined ? format : `${format}: ${runsCode}`,
      ]),
      look,
    ),
  ]
}

export function historyText(model: CatalogModel, look: Look): readonly string[] {
  const rows = model.events.toReversed().map((event) => {
    const reason = eventReason(event)
    return [
      shortTime(event.at),
      event.origin.actor ?? '',
      `${eventLine(event)}${reason === undefined ? '' : `: ${reason}`}`,
    ]
  })
  return table([['When (UTC)', 'Who', 'What'], ...rows], look)
}

export function diffText(from: CatalogVersion, to: CatalogVersion, look: Look): readonly string[] {
  const differences = diffVersions(from, to)
  if (differences.length === 0) return ['Nothing that is recorded differs.']
  const rows = differences.map(({ part, name, from: a, to: b, change }) => [
    part,
    name,
    shortened(a),
    shortened(b) +
      (change === undefined || change === 0
        ? ''
        : ` (${change > 0 ? '+' : ''}${Number(change.toPrecision(4))})`),
  ])
  return table([['Part', 'Name', `v${from.state.version}`, `v${to.state.version}`], ...rows], look)
}

/** Digests are told apart by their beginning; whole ones would fill the line. */
function shortened(text: string | undefined): string {
  return text === undefined ? '-' : text.replaceAll(/sha256:([0-9a-f]{12})[0-9a-f]{52}/g, '$1')
}

function section(title: string, rows: readonly (readonly string[])[], look: Look): readonly string[] {
  if (rows.length === 0) return []
  const [heading = '', ...body] = table([[title, ''], ...rows], look)
  return ['', ...(title === '' ? [] : [heading]), ...body]
}

/** Everything in a table came out of a registry others can write to. */
export function table(
  rows: readonly (readonly string[])[],
  { style, width }: Look,
  right: readonly boolean[] = [],
): readonly string[] {
  const cells = rows.map((row) => row.map((cell) => printable(cell).replaceAll(/\s+/g, ' ')))
  return textTable(cells, { style, width, right })
}
