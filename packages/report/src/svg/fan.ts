import type { FanChart } from '../chart.ts'
import { domainOf } from '../format/domain.ts'
import { formatNumber } from '../format/number.ts'
import { thinned } from '../format/sparkline.ts'
import { type Html, html } from '../html/escape.ts'
import { numbersTable } from '../html/numbers.ts'
import { frame, legend, line, referenceLine, round, seriesStyle } from './frame.ts'
import { linearScale, type Scale, timeScale } from './scale.ts'

const HEIGHT = 300
const MAX_POINTS = 600
const MAX_TABLE_ROWS = 48

/** What was measured, and from where it ends what is expected, with the band up to its bound shaded. */
export function fan(chart: FanChart, id: string): Html {
  const { measured, forecast, references = [] } = chart
  const times = [...measured, ...forecast].map(({ at }) => Date.parse(at))
  const x = timeScale(domainOf(times, 0.01))
  const y = linearScale(
    domainOf([
      0,
      ...measured.map(({ value }) => value),
      ...forecast.flatMap(({ value, high }) => [value, high]),
      ...references.map(({ value }) => value),
    ]),
  )
  const place = (at: string, value: number) => [x.position(Date.parse(at)), y.position(value)] as const
  const ahead = thinned(forecast, MAX_POINTS)
  return html`${legend([chart.measuredName, chart.forecastName, chart.highName])}
${frame(
  {
    title: chart.title,
    description: describe(chart),
    id,
    height: HEIGHT,
    x,
    y,
    xLabel: 'time (UTC)',
    yLabel: chart.yLabel,
  },
  [
    band(ahead, x, y),
    ...references.map(({ value, label }) => referenceLine(y.position(value), label)),
    line(
      thinned(measured, MAX_POINTS).map(({ at, value }) => place(at, value)),
      seriesStyle(0),
    ),
    line(
      ahead.map(({ at, value }) => place(at, value)),
      seriesStyle(1),
    ),
    line(
      ahead.map(({ at, high }) => place(at, high)),
      seriesStyle(2),
    ),
  ],
)}
${numbersTable(
  ['Time', chart.forecastName, chart.highName],
  thinned(forecast, MAX_TABLE_ROWS).map(({ at, value, high }) => [
    at,
    formatNumber(value),
    formatNumber(high),
  ]),
)}`
}

/** The area between what is expected and its bound; points that are not finite are left out. */
function band(forecast: FanChart['forecast'], x: Scale, y: Scale): Html {
  const finite = forecast.filter(({ value, high }) => Number.isFinite(value) && Number.isFinite(high))
  if (finite.length < 2) return html``
  const point = (at: string, value: number) =>
    `${round(x.position(Date.parse(at)))},${round(100 - y.position(value))}`
  const points = [
    ...finite.map(({ at, value }) => point(at, value)),
    ...finite.toReversed().map(({ at, high }) => point(at, high)),
  ]
  return html`<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%" overflow="visible"><polygon class="band" points="${points.join(' ')}"/></svg>`
}

function describe({ measured, forecast, measuredName, forecastName, highName }: FanChart): string {
  const last = measured.at(-1)
  const most = forecast.reduce((most, { high }) => Math.max(most, high), 0)
  return [
    `${measuredName}: ${last === undefined ? 'no points' : `ends at ${formatNumber(last.value)}`}`,
    `${forecastName}: ${forecast.length} points`,
    `${highName}: at most ${formatNumber(most)}`,
  ].join('; ')
}
