import { type Html, html } from '@mlops-actions/report'
import type { StagePointer } from '@mlops-actions/registry'
import { shortTime } from '../view/words.ts'

const WIDTH = 1000
const LEFT = 120
const LANE = 44
const BAR = 26
const TOP = 8
/** Lanes show this many moves; the history below has all. */
const MOST_SPANS = 200
/** A bar is never thinner than can be seen, and its label is left out where it would not fit. */
const MIN_BAR = 3
const MIN_LABELLED = 30
const COLOURS = 6

interface Span {
  readonly version: number
  readonly from: number
  readonly to: number
}

/** Which version each stage held when, one lane a stage. `until` is where the present ends, in ms since the epoch. */
export function timeline(stages: readonly StagePointer[], until: number): Html | undefined {
  const lanes = stages.map((pointer) => ({ stage: pointer.stage, spans: spansOf(pointer, until) }))
  const start = Math.min(...lanes.flatMap(({ spans }) => spans.map(({ from }) => from)))
  if (!Number.isFinite(start)) return undefined
  const length = Math.max(1, until - start)
  const x = (at: number): number =>
    LEFT + ((Math.max(start, Math.min(at, until)) - start) / length) * (WIDTH - LEFT - 8)
  const height = TOP + lanes.length * LANE + 26
  const described = lanes
    .map(
      ({ stage, spans }) =>
        `${stage}: ${spans
          .map(({ version }) => `v${version}`)
          .reverse()
          .join(', ')}`,
    )
    .join('; ')
  return html`<figure class="figure"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Versions over time. ${described}">
${lanes.map(({ stage, spans }, lane) => laneOf(stage, spans, TOP + lane * LANE, x))}
<text class="muted" x="${LEFT}" y="${height - 6}" font-size="13">${shortTime(new Date(start).toISOString())}</text>
<text class="muted" x="${WIDTH - 8}" y="${height - 6}" font-size="13" text-anchor="end">${shortTime(new Date(until).toISOString())} UTC</text>
</svg></figure>`
}

function laneOf(stage: string, spans: readonly Span[], y: number, x: (at: number) => number): Html {
  return html`<text x="0" y="${y + BAR / 2 + 5}" font-size="15">${stage}</text><line class="grid" x1="${LEFT}" x2="${WIDTH - 8}" y1="${y + BAR + 8}" y2="${y + BAR + 8}"/>${spans.map(
    ({ version, from, to }) => {
      const [left, width] = [x(from), Math.max(MIN_BAR, x(to) - x(from) - 2)]
      const label =
        width < MIN_LABELLED
          ? undefined
          : html`<text class="on" x="${round(left + 9)}" y="${y + BAR / 2 + 5}" font-size="14">v${version}</text>`
      return html`<g class="flag"><title>version ${version} in ${stage} from ${shortTime(new Date(from).toISOString())} to ${shortTime(new Date(to).toISOString())}</title><rect class="c${version % COLOURS}" x="${round(left)}" y="${y}" width="${round(width)}" height="${BAR}" rx="5"/>${label}</g>`
    },
  )}`
}

/** Newest first, so that an old sliver never covers the present. */
function spansOf(pointer: StagePointer, until: number): readonly Span[] {
  const now = { version: pointer.version, from: Date.parse(pointer.since), to: until }
  return [
    now,
    ...pointer.previous.map((held) => ({
      version: held.version,
      from: Date.parse(held.since),
      to: Date.parse(held.until),
    })),
  ].slice(0, MOST_SPANS)
}

function round(value: number): string {
  return value.toFixed(1)
}
