import { type Html, html, join } from '../html/escape.ts'
import { type Scale, plotLabel } from './scale.ts'

/**
 * Charts have no fixed width: horizontal places are percentages of an SVG that fills its box, and lines are drawn in a
 * nested SVG stretched over it with strokes that do not scale. Text keeps its size from a phone to a printed page.
 */
export interface Frame {
  readonly title: string
  readonly description: string
  readonly id: string
  readonly height: number
  readonly x: Scale
  readonly y: Scale
  readonly xLabel: string
  readonly yLabel: string
}

/** A coordinate in percent with two decimals: a hundredth of a percent is less than a pixel. */
export function percent(value: number): string {
  return `${round(value)}%`
}

export function round(value: number): number {
  return Math.round(100 * value) / 100
}

/** Axes and grid with `inner` drawn over them. */
export function frame(
  { title, description, id, height, x, y, xLabel, yLabel }: Frame,
  inner: readonly Html[],
): Html {
  return html`<p class="axis-name" aria-hidden="true">${yLabel}</p>
<div class="plot"><svg role="img" aria-labelledby="${id}-title ${id}-desc" width="100%" height="${height}">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
${join(y.ticks.map(({ at, label }) => html`<line class="grid" x1="0" x2="100%" y1="${percent(100 - at)}" y2="${percent(100 - at)}"/><text class="tick" x="-8" y="${percent(100 - at)}" dy="4" text-anchor="end">${label}</text>`))}
${join(x.ticks.map(({ at, label, minor }) => html`<line class="grid" x1="${percent(at)}" x2="${percent(at)}" y1="100%" y2="100%" transform="translate(0 5)"/><text class="tick${minor === true && ' minor'}" x="${percent(at)}" y="100%" dy="18" text-anchor="middle">${label}</text>`))}
<line class="axis" x1="0" x2="100%" y1="100%" y2="100%"/>
${inner}</svg></div>
<p class="axis-name x" aria-hidden="true">${xLabel}</p>`
}

/** Points in percent (y upwards) as one line; a point that is not finite breaks it. */
export function line(points: readonly (readonly [number, number])[], style: string): Html {
  let pen = 'M'
  const commands: string[] = []
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = 'M'
      continue
    }
    commands.push(`${pen}${round(x)} ${round(100 - y)}`)
    pen = 'L'
  }
  return html`<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%" overflow="visible"><path class="line ${style}" vector-effect="non-scaling-stroke" d="${commands.join('')}"/></svg>`
}

/** A dashed line across the plot, named above its left end, since evidence that crosses it does so later. */
export function referenceLine(at: number, label: string): Html {
  const y = percent(100 - at)
  return html`<line class="reference" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="tick reference-label" x="14" y="${y}" dy="-5">${plotLabel(label)}</text>`
}

/** More series than this share colours; the dash tells neighbours apart. */
const SERIES_STYLES = 6

/** The class of the nth series: a colour and a dash. */
export function seriesStyle(index: number): string {
  return `s${(index % SERIES_STYLES) + 1}`
}

/** Names of the series beside a piece of their line. */
export function legend(names: readonly string[], shape: 'line' | 'block' = 'line'): Html {
  const key = (index: number) =>
    shape === 'line'
      ? html`<svg width="28" height="10" aria-hidden="true"><line class="line ${seriesStyle(index)}" x1="0" x2="28" y1="5" y2="5"/></svg>`
      : html`<svg width="14" height="12" aria-hidden="true"><rect class="block ${seriesStyle(index)}" x="1" y="1" width="12" height="10"/></svg>`
  return html`<ul class="legend">${names.map((name, index) => html`<li>${key(index)} ${name}</li>`)}</ul>`
}
