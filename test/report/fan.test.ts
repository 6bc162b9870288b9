import {
  type FanChart,
  parseReport,
  renderHtml,
  renderMarkdown,
  type Report,
  serializeReport,
} from '@mlops-actions/report'
import { describe, expect, it } from 'vitest'
import { digest, finding, provenance } from './samples/common.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour)).toISOString()
const fan: FanChart = {
  kind: 'fan',
  title: 'Load ahead',
  yLabel: 'requests/s',
  measuredName: 'measured',
  forecastName: 'expected',
  highName: 'upper bound',
  measured: Array.from({ length: 24 }, (_, h) => ({ at: at(h), value: 10 + h })),
  forecast: Array.from({ length: 24 }, (_, h) => ({ at: at(24 + h), value: 34 - h, high: 44 - h })),
  references: [{ value: 40, label: 'capacity' }],
}
const report = (chart: FanChart): Report => ({
  schema: 'mlops-actions/report/v1',
  kind: 'scaling',
  verdict: 'pass',
  headline: 'm: 4 replicas',
  subject: { model: 'm', policy: { path: 'mlops.yml', digest: digest('a') }, data: [] },
  findings: [finding()],
  charts: [chart],
  facts: [],
  next: [],
  provenance: provenance('predictive-scale'),
})

describe('the fan', () => {
  it('survives being written and read', () => {
    expect(parseReport(serializeReport(report(fan)))).toEqual(report(fan))
  })

  it('is drawn with its band, its line and its names', () => {
    const html = renderHtml(report(fan))
    expect(html).toContain('<polygon class="band"')
    expect(html).toContain('upper bound')
    expect(html).toContain('capacity')
    expect(html).toContain('wide')
  })

  it('draws no band of numbers that are none', () => {
    const broken = { ...fan, forecast: fan.forecast.map((one) => ({ ...one, high: Number.NaN })) }
    expect(renderHtml(report(broken))).not.toContain('<polygon')
    expect(renderHtml({ ...report(fan), charts: [{ ...fan, measured: [], forecast: [] }] })).toContain(
      'no points',
    )
  })

  it('is a table with sparklines in Markdown, and escapes what a service calls itself', () => {
    const { text } = {
      text: renderMarkdown(report({ ...fan, yLabel: '<img src=x>|' }), {
        budgetBytes: 60_000,
        surface: 'summary',
      }),
    }
    expect(text).toContain('| upper bound |')
    expect(text).not.toContain('<img')
  })
})
