import { clip, type Html, html } from '@mlops-actions/report'
import type { CatalogVersion } from '../view/catalog.ts'
import { shortDigest, shortId } from '../view/words.ts'

const WIDTH = 1000
const NODE = { width: 280, height: 50, gap: 14 }
const MIDDLE = { x: 360, width: 280 }
const RIGHT = 720
const MOST_NODES = 12
const COLOURS = 6

interface Node {
  readonly kind: string
  readonly label: string
  readonly tone?: 'good' | 'warning' | 'bad'
}

/** What made a version, on the left; what is known of it and where it is, on the right. */
export function lineageGraph(version: CatalogVersion, stages: readonly string[]): Html {
  const [causes, effects] = [causesOf(version), effectsOf(version, stages)]
  const rows = Math.max(causes.length, effects.length, 1)
  const height = rows * (NODE.height + NODE.gap) + NODE.gap
  const centre = height / 2
  const { record } = version
  const described = [...causes, ...effects].map(({ kind, label }) => `${kind} ${label}`).join('; ')
  return html`<figure class="figure"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Lineage of version ${record.version}: ${described}">
${causes.map((_, row) => edge(NODE.width, yOf(row, causes.length, height), MIDDLE.x, centre))}
${effects.map((_, row) => edge(MIDDLE.x + MIDDLE.width, centre, RIGHT, yOf(row, effects.length, height)))}
${causes.map((node, row) => box(node, 0, yOf(row, causes.length, height)))}
<rect class="node centre s${record.version % COLOURS}" x="${MIDDLE.x}" y="${centre - 42}" width="${MIDDLE.width}" height="84" rx="10"/>
<text x="${MIDDLE.x + MIDDLE.width / 2}" y="${centre - 6}" font-size="21" font-weight="600" text-anchor="middle">${clip(record.model, 20)} v${record.version}</text>
<text class="muted" x="${MIDDLE.x + MIDDLE.width / 2}" y="${centre + 20}" font-size="14" text-anchor="middle">${shortDigest(record.modelDigest)}</text>
${effects.map((node, row) => box(node, RIGHT, yOf(row, effects.length, height)))}
</svg></figure>`
}

function causesOf({ record }: CatalogVersion): readonly Node[] {
  const { data, code, lock, image, params } = record.lineage
  const nodes: readonly Node[] = [
    ...data.map((item) => ({
      kind: item.kind === 'folder' || item.kind === 'file' ? 'data' : `data, ${item.kind}`,
      label: `${item.name} ${'id' in item ? shortId(item.id) : shortDigest(item.digest)}`,
    })),
    ...(code
      ? [
          {
            kind: code.dirty ? 'code, with changes' : 'code',
            label: `${code.repository ?? ''}@${code.commit.slice(0, 12)}`,
            ...(code.dirty ? { tone: 'warning' as const } : {}),
          },
        ]
      : []),
    ...(params === undefined ? [] : [{ kind: 'parameters', label: JSON.stringify(params) }]),
    ...(lock
      ? [
          {
            kind: 'dependencies',
            label: lock.packages === undefined ? lock.path : `${lock.path}, ${lock.packages} packages`,
          },
        ]
      : []),
    ...(image ? [{ kind: 'image', label: `${image.name} ${shortDigest(image.digest)}` }] : []),
    ...(record.sameContentAs === undefined
      ? []
      : [{ kind: 'same bytes as', label: `version ${record.sameContentAs}` }]),
  ]
  return nodes.slice(0, MOST_NODES)
}

function effectsOf({ record, evidence }: CatalogVersion, stages: readonly string[]): readonly Node[] {
  const tone = { pass: 'good', warn: 'warning', fail: 'bad' } as const
  const risky = (record.packaging ?? []).find(({ runsCode }) => runsCode !== undefined)
  const nodes: readonly Node[] = [
    ...stages.map((stage) => ({ kind: 'stage', label: stage })),
    ...evidence.map(({ kind, verdict, headline }) => ({
      kind: `${kind}: ${verdict}`,
      label: headline,
      tone: tone[verdict],
    })),
    ...(risky ? [{ kind: `${risky.format} runs code`, label: risky.path, tone: 'warning' as const }] : []),
    {
      kind: 'bytes',
      label: `${record.files.length} ${record.files.length === 1 ? 'file' : 'files'} in ${record.bytes.kind}`,
    },
  ]
  return nodes.slice(0, MOST_NODES)
}

function yOf(row: number, count: number, height: number): number {
  const used = count * (NODE.height + NODE.gap) - NODE.gap
  return (height - used) / 2 + row * (NODE.height + NODE.gap) + NODE.height / 2
}

function box({ kind, label, tone }: Node, x: number, y: number): Html {
  return html`<g><title>${kind}: ${label}</title><rect class="node" x="${x}" y="${y - NODE.height / 2}" width="${NODE.width}" height="${NODE.height}" rx="8"/>${tone && html`<circle class="${tone}" cx="${x + NODE.width - 16}" cy="${y - 10}" r="5"/>`}<text class="muted" x="${x + 14}" y="${y - 6}" font-size="12.5">${clip(kind, 34)}</text><text x="${x + 14}" y="${y + 14}" font-size="15">${clip(label, 32)}</text></g>`
}

function edge(x1: number, y1: number, x2: number, y2: number): Html {
  const middle = (x1 + x2) / 2
  return html`<path class="edge" d="M${x1} ${y1.toFixed(1)}C${middle} ${y1.toFixed(1)} ${middle} ${y2.toFixed(1)} ${x2} ${y2.toFixed(1)}"/>`
}
