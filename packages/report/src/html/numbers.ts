import { formatCount } from '../format/number.ts'
import { type Html, html } from './escape.ts'

const MAX_ROWS = 200

/** The numbers behind a drawing, folded: for screen readers, for copying, for doubt. */
export function numbersTable(heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  if (rows.length === 0) return html`<p class="muted">There is nothing to draw.</p>`
  const more = rows.length - MAX_ROWS
  return html`<details class="numbers"><summary>Numbers</summary><div class="scroll" tabindex="0" role="region" aria-label="Numbers of the figure"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MAX_ROWS).map((row) => html`<tr>${row.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>\n`)}</tbody>
</table></div>${more > 0 && html`<p class="muted">…and ${formatCount(more)} more in the data below.</p>`}</details>`
}
