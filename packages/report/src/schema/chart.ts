import { z } from 'zod'
import type { Chart } from '../chart.ts'
import { status } from './finding.ts'
import { count, real } from './real.ts'

const captioned = { title: z.string().min(1), caption: z.exactOptional(z.string()) }

const references = z.exactOptional(z.array(z.strictObject({ value: real, label: z.string() })))

const instant = z.iso.datetime({ offset: true })

const intervals = z.strictObject({
  kind: z.literal('intervals'),
  ...captioned,
  unit: z.exactOptional(z.string()),
  references,
  rows: z.array(
    z.strictObject({
      label: z.string(),
      value: real,
      low: z.exactOptional(real),
      high: z.exactOptional(real),
      status,
      note: z.exactOptional(z.string()),
    }),
  ),
})

const curves = z.strictObject({
  kind: z.literal('curves'),
  ...captioned,
  xLabel: z.string(),
  yLabel: z.string(),
  diagonal: z.exactOptional(z.boolean()),
  series: z.array(z.strictObject({ name: z.string(), x: z.array(real), y: z.array(real) })),
})

const shares = z.strictObject({ name: z.string(), shares: z.array(real) })

const distribution = z.strictObject({
  kind: z.literal('distribution'),
  ...captioned,
  bins: z.array(z.string()),
  before: shares,
  after: shares,
})

const timeline = z.strictObject({
  kind: z.literal('timeline'),
  ...captioned,
  yLabel: z.string(),
  logarithmic: z.exactOptional(z.boolean()),
  references,
  series: z.array(
    z.strictObject({ name: z.string(), points: z.array(z.strictObject({ at: instant, value: real })) }),
  ),
  events: z.exactOptional(z.array(z.strictObject({ at: instant, label: z.string(), status }))),
})

const fan = z.strictObject({
  kind: z.literal('fan'),
  ...captioned,
  yLabel: z.string(),
  measuredName: z.string(),
  forecastName: z.string(),
  highName: z.string(),
  measured: z.array(z.strictObject({ at: instant, value: real })),
  forecast: z.array(z.strictObject({ at: instant, value: real, high: real })),
  references,
})

const matrix = z.strictObject({
  kind: z.literal('matrix'),
  ...captioned,
  rowLabel: z.string(),
  columnLabel: z.string(),
  labels: z.array(z.string()),
  counts: z.array(z.array(count)),
})

export const chart = z.discriminatedUnion('kind', [
  intervals,
  curves,
  distribution,
  timeline,
  fan,
  matrix,
]) satisfies z.ZodType<Chart>

/** Where a chart's parallel arrays disagree in length, as [path, message]; JSON Schema cannot say this. */
export function unevenLengths(chart: Chart): [(string | number)[], string] | undefined {
  switch (chart.kind) {
    case 'intervals':
    case 'timeline':
    case 'fan':
      return undefined
    case 'curves': {
      const at = chart.series.findIndex(({ x, y }) => x.length !== y.length)
      return at < 0 ? undefined : [['series', at], 'x and y must have the same length']
    }
    case 'distribution':
      for (const side of ['before', 'after'] as const) {
        if (chart[side].shares.length !== chart.bins.length) {
          return [[side, 'shares'], 'there must be one share a bin']
        }
      }
      return undefined
    case 'matrix': {
      const size = chart.labels.length
      const square = chart.counts.length === size && chart.counts.every((row) => row.length === size)
      return square ? undefined : [['counts'], 'the matrix must be square, one row and one column a label']
    }
    default:
      return chart satisfies never
  }
}
