import type { Report } from '@mlops-actions/report'

/** As little as the schema allows, and figures with nothing, or nothing finite, in them. */
export const poor: Report = {
  schema: 'mlops-actions/report/v1',
  kind: 'drift',
  verdict: 'fail',
  headline: 'Nothing could be measured',
  subject: { model: 'm', data: [] },
  findings: [],
  charts: [
    { kind: 'intervals', title: 'No rows', rows: [] },
    {
      kind: 'intervals',
      title: 'Nothing finite',
      rows: [
        { label: 'nan', value: Number.NaN, low: Number.NaN, high: Number.NaN, status: 'error' },
        { label: 'infinite', value: Number.POSITIVE_INFINITY, status: 'error' },
        { label: 'half known', value: 1, low: Number.NEGATIVE_INFINITY, high: 2, status: 'inconclusive' },
      ],
    },
    { kind: 'curves', title: 'No curves', xLabel: 'x', yLabel: 'y', series: [] },
    {
      kind: 'curves',
      title: 'Empty and broken curves',
      xLabel: 'x',
      yLabel: 'y',
      series: [
        { name: 'empty', x: [], y: [] },
        { name: 'broken', x: [0, 0.5, 1], y: [0, Number.NaN, 1] },
        { name: 'one point', x: [0.5], y: [0.5] },
      ],
    },
    {
      kind: 'distribution',
      title: 'No bins',
      bins: [],
      before: { name: 'a', shares: [] },
      after: { name: 'b', shares: [] },
    },
    {
      kind: 'distribution',
      title: 'Shares that are none',
      bins: ['x', 'y'],
      before: { name: 'a', shares: [0, Number.NaN] },
      after: { name: 'b', shares: [0, -1] },
    },
    { kind: 'timeline', title: 'No time', yLabel: 'y', series: [] },
    {
      kind: 'timeline',
      title: 'No evidence yet',
      yLabel: 'e-value',
      logarithmic: true,
      series: [
        { name: 'empty', points: [] },
        { name: 'zero', points: [{ at: '2026-01-01T00:00:00Z', value: 0 }] },
        { name: 'nan', points: [{ at: '2026-01-01T00:00:00Z', value: Number.NaN }] },
      ],
      events: [{ at: '2026-01-01T00:00:00Z', label: 'started', status: 'pass' }],
    },
    {
      kind: 'matrix',
      title: 'No labels',
      rowLabel: 'truth',
      columnLabel: 'prediction',
      labels: [],
      counts: [],
    },
    {
      kind: 'matrix',
      title: 'A label never seen',
      rowLabel: 'truth',
      columnLabel: 'prediction',
      labels: ['a', 'b'],
      counts: [
        [0, 0],
        [1, 2],
      ],
    },
  ],
  facts: [],
  next: [],
  provenance: { action: 'drift-check', actionVersion: '1.0.0', createdAt: '2026-01-01T00:00:00Z' },
}
