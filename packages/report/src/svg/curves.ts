import type { CurveChart } from '../chart.ts'
import { domainOf } from '../format/domain.ts'
import { formatNumber } from '../format/number.ts'
import { thinned } from '../format/sparkline.ts'
import { type Html, html } from '../html/escape.ts'
import { numbersTable } from '../html/numbers.ts'
import { frame, legend, line, seriesStyle } from './frame.ts'
import { linearScale } from './scale.ts'

/** More points than pixels add bytes and nothing else. */
const MAX_POINTS = 500
const MAX_TABLE_ROWS = 21
const HEIGHT = 300

/** ROC, precision-recall and calibration curves; of shares the whole range 0..1 is drawn, with the diagonal. */
export function curves(chart: CurveChart, id: string): Html {
  const series = chart.series.map(({ name, x, y }) => ({
    name,
    points: thinned(
      x.map((value, index) => [value, y[index] ?? Number.NaN] as const),
      MAX_POINTS,
    ),
  }))
  const x = linearScale(range(chart, 'x'))
  const y = linearScale(range(chart, 'y'))
  const drawn = series.map(({ points }, index) =>
    line(
      points.map(([across, up]) => [x.position(across), y.position(up)] as const),
      seriesStyle(index),
    ),
  )
  const diagonal = chart.diagonal ? [html`<line class="reference" x1="0" y1="100%" x2="100%" y2="0"/>`] : []
  return html`${legend(series.map(({ name }) => name))}
${frame(
  {
    title: chart.title,
    description: describe(chart),
    id,
    height: HEIGHT,
    x,
    y,
    xLabel: chart.xLabel,
    yLabel: chart.yLabel,
  },
  [...diagonal, ...drawn],
)}
${numbersTable(
  ['Curve', chart.xLabel, chart.yLabel],
  series.flatMap(({ name, points }) =>
    thinned(points, MAX_TABLE_ROWS).map(([across, up]) => [name, formatNumber(across), formatNumber(up)]),
  ),
)}`
}

function range({ series, diagonal }: CurveChart, axis: 'x' | 'y'): readonly [number, number] {
  const values = series.flatMap((one) => one[axis])
  const unit = values.every((value) => !(value < 0 || value > 1))
  return diagonal === true || unit ? [0, 1] : domainOf(values)
}

function describe({ series, xLabel, yLabel }: CurveChart): string {
  if (series.length === 0) return `No curves of ${yLabel} by ${xLabel}.`
  return `${yLabel} by ${xLabel}: ${series.map(({ name, x }) => `${name}, ${x.length} points`).join('; ')}.`
}
