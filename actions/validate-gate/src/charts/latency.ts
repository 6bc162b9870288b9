import type { Requests, RequestSide } from '@mlops-actions/policy'
import type { Chart, CurveChart } from '@mlops-actions/report'

/** Points of a curve: enough for a smooth tail, few enough for a page. */
const POINTS = 200

/** The distribution function of the latencies; what was never answered is why a curve ends below 1. */
export function latencyCharts(requests: Requests | undefined): readonly Chart[] {
  if (!requests) return []
  const { candidate, baseline } = requests
  const series = [...seriesOf('candidate', candidate), ...(baseline ? seriesOf('baseline', baseline) : [])]
  if (series.length === 0) return []
  return [
    {
      kind: 'curves',
      title: 'Latency',
      caption: `Share of requests answered within so many milliseconds${
        candidate.kind === 'log' && candidate.made ? ' of when they were due' : ''
      }; a curve that ends below 1 lost the rest.`,
      xLabel: 'ms',
      yLabel: 'share of requests',
      series,
    },
  ]
}

function seriesOf(name: string, side: RequestSide): readonly CurveChart['series'][number][] {
  if (side.kind === 'summary') return []
  const sorted = Float64Array.from(side.latencies).sort()
  const answered = sorted.filter((one) => one < Infinity)
  if (answered.length === 0) return []
  const ranks = [...new Set(Array.from({ length: POINTS + 1 }, (_, i) => rankAt(i, answered.length)))]
  return [
    {
      name,
      x: ranks.map((rank) => answered[rank]!),
      y: ranks.map((rank) => (rank + 1) / sorted.length),
    },
  ]
}

function rankAt(i: number, n: number): number {
  return Math.round((i / POINTS) * (n - 1))
}
