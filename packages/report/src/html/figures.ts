import type { Chart } from '../chart.ts'
import { curves } from '../svg/curves.ts'
import { distribution } from '../svg/distribution.ts'
import { fan } from '../svg/fan.ts'
import { intervals } from '../svg/intervals.ts'
import { timeline } from '../svg/timeline.ts'
import { type Html, html, nothing } from './escape.ts'
import { matrix } from './matrix.ts'

/** Figures numbered in the report's order; wide kinds take the whole measure, the others stand in pairs. */
export function figuresSection(charts: readonly Chart[]): Html {
  if (charts.length === 0) return nothing
  return html`<section aria-labelledby="figures"><h2 id="figures">Figures</h2><div class="figures">${charts.map(
    (chart, index) => figure(chart, index + 1),
  )}</div></section>`
}

function figure(chart: Chart, number: number): Html {
  const id = `figure-${number}`
  const wide = chart.kind === 'intervals' || chart.kind === 'timeline' || chart.kind === 'fan'
  return html`<figure id="${id}" class="${wide ? 'wide' : 'half'}" aria-labelledby="${id}-caption">
<figcaption id="${id}-caption"><b>Figure ${number}.</b> ${chart.title}${chart.caption !== undefined && html`<span class="muted">${chart.caption}</span>`}</figcaption>
${drawing(chart, id)}
</figure>\n`
}

function drawing(chart: Chart, id: string): Html {
  switch (chart.kind) {
    case 'intervals':
      return intervals(chart)
    case 'curves':
      return curves(chart, id)
    case 'distribution':
      return distribution(chart, id)
    case 'timeline':
      return timeline(chart, id)
    case 'fan':
      return fan(chart, id)
    case 'matrix':
      return matrix(chart)
    default:
      return chart satisfies never
  }
}
