import type { MatrixChart } from '../chart.ts'
import { formatCount, formatShare } from '../format/number.ts'
import { type Html, html } from './escape.ts'

/** Shades of a cell; the style sheet has a class for each, since inline styles are forbidden by the page's policy. */
const SHADES = 6

/** A confusion matrix as a table, shaded by the share of its row, with that share under each count. */
export function matrix({ title, rowLabel, columnLabel, labels, counts }: MatrixChart): Html {
  if (labels.length === 0) return html`<p class="muted">There is nothing to draw.</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="matrix">
<thead><tr><th scope="col" class="corner">${rowLabel} ↓ <span class="muted">/ ${columnLabel} →</span></th>${labels.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${labels.map((label, row) => html`<tr><th scope="row">${label}</th>${labels.map((_, column) => cell(counts[row] ?? [], column, row === column))}</tr>\n`)}</tbody>
</table></div>`
}

function cell(row: readonly number[], column: number, diagonal: boolean): Html {
  const count = row[column] ?? Number.NaN
  const total = row.reduce((sum, value) => sum + value, 0)
  const share = total > 0 ? count / total : 0
  const shade = Math.min(SHADES - 1, Math.floor(share * SHADES))
  return html`<td class="q${shade}${diagonal ? ' diagonal' : ''}">${formatCount(count)}<small>${formatShare(share)}</small></td>`
}
