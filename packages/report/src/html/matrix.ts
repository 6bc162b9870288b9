import type { MatrixChart } from '../chart.ts'
import { formatCount, formatShare } from '../format/number.ts'
import { plural } from '../format/text.ts'
import { type Html, html } from './escape.ts'

/** Shades of a cell; the style sheet has a class for each, since inline styles are forbidden by the page's policy. */
const SHADES = 6
/** A thousand classes are a million cells: the rest is in the data. */
const MAX_LABELS = 40

/** A confusion matrix as a table, shaded by the share of its row, with that share under each count. */
export function matrix({ title, rowLabel, columnLabel, labels, counts }: MatrixChart): Html {
  if (labels.length === 0) return html`<p class="muted">There is nothing to draw.</p>`
  const shown = labels.slice(0, MAX_LABELS)
  const more = labels.length - shown.length
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="matrix">
<thead><tr><th scope="col" class="corner">${rowLabel} ↓ <span class="muted">/ ${columnLabel} →</span></th>${shown.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${shown.map((label, row) => html`<tr><th scope="row">${label}</th>${shown.map((_, column) => cell(counts[row] ?? [], column, row === column))}</tr>\n`)}</tbody>
</table></div>${more > 0 && html`<p class="muted">…and ${plural(more, 'more label')} in the data below.</p>`}`
}

function cell(row: readonly number[], column: number, diagonal: boolean): Html {
  const count = row[column] ?? Number.NaN
  const total = row.reduce((sum, value) => sum + value, 0)
  const share = total > 0 ? count / total : 0
  const shade = Math.min(SHADES - 1, Math.floor(share * SHADES))
  return html`<td class="q${shade}${diagonal ? ' diagonal' : ''}">${formatCount(count)}<small>${formatShare(share)}</small></td>`
}
