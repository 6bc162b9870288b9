import type { Report } from '@mlops-actions/report'
import { digest, provenance } from './common.ts'

/** A canary whose error rate doubles at 25 % of the traffic and is rolled back. */

const MINUTE = 60_000
const start = Date.parse('2026-03-14T10:00:00Z')
const at = (minute: number) => new Date(start + minute * MINUTE).toISOString()
const minutes = Array.from({ length: 49 }, (_, minute) => minute)

/** A small fixed wobble, so that the lines look measured and the file is the same every time. */
const wobble = (minute: number, size: number) => size * Math.sin(minute * 1.7) * Math.cos(minute * 0.6)

const harm = minutes.map((minute) => ({
  at: at(minute),
  value:
    minute < 34
      ? 10 ** (-0.5 - minute / 60 + wobble(minute, 0.35))
      : 10 ** (-1 + (minute - 33) * 0.24 + wobble(minute, 0.15)),
}))
const safety = minutes.map((minute) => ({
  at: at(minute),
  value:
    minute < 34
      ? 10 ** (minute * 0.045 + wobble(minute, 0.12))
      : 10 ** (1.53 - (minute - 33) * 0.2 + wobble(minute, 0.1)),
}))

export const rollout: Report = {
  schema: 'mlops-actions/report/v1',
  kind: 'rollout',
  verdict: 'fail',
  headline: 'Rolled back at 25 % of traffic: the error rate of the canary was 2.1 times that of stable',
  subject: {
    model: 'flight-delay',
    version: '3.2.0',
    modelDigest: digest('a'),
    policy: { path: 'mlops.yml', digest: digest('b') },
    data: [],
    baseline: { name: 'stable', version: '3.1.4', digest: digest('d') },
  },
  findings: [
    {
      id: 'kpi.errors',
      kind: 'kpi',
      title: 'error rate is at most 1.2 times that of stable',
      status: 'fail',
      outcome: 'fail',
      reason:
        'The evidence of harm reached 163, above the 100 that α = 0.01 asks for, at any number of looks.',
      remedy: 'Read the canary’s 5xx logs from 10:34; traffic is back on 3.1.4.',
      candidate: {
        value: 0.0214,
        n: 18_210,
        unit: 'share',
        interval: { low: 0.0189, high: 0.0241, level: 0.99, method: 'confidence-sequence' },
      },
      baseline: {
        value: 0.0102,
        n: 91_540,
        unit: 'share',
        interval: { low: 0.0091, high: 0.0113, level: 0.99, method: 'confidence-sequence' },
      },
      required: 'ratio <= 1.2',
      source: { file: 'mlops.yml', line: 71 },
    },
    {
      id: 'kpi.latency',
      kind: 'kpi',
      title: 'share of requests slower than 250 ms is at most 1.5 times that of stable',
      status: 'inconclusive',
      outcome: 'warn',
      reason: 'Neither harm nor safety was proven before the rollback.',
      candidate: { value: 0.0311, n: 18_210, unit: 'share' },
      baseline: { value: 0.0298, n: 91_540, unit: 'share' },
      required: 'ratio <= 1.5',
      source: { file: 'mlops.yml', line: 76 },
    },
    {
      id: 'traffic.split',
      kind: 'traffic',
      title: 'the canary gets the share it was given',
      status: 'pass',
      outcome: 'pass',
      reason: 'Multinomial evidence against the configured split stays below 4.',
    },
    {
      id: 'evidence.validation',
      kind: 'evidence',
      title: 'a passing validation of these very bytes exists',
      status: 'pass',
      outcome: 'pass',
      reason: 'Run 8123450001 validated this model digest.',
    },
  ],
  charts: [
    {
      kind: 'timeline',
      title: 'Evidence about the error rate',
      caption:
        'E-values: how strongly the requests so far speak for harm, and for safety. They may be read at any moment.',
      yLabel: 'e-value',
      logarithmic: true,
      references: [
        { value: 100, label: 'roll back at 100' },
        { value: 1, label: 'no evidence' },
      ],
      series: [
        { name: 'safety', points: safety },
        { name: 'harm', points: harm },
      ],
      events: [
        { at: at(0), label: 'canary started at 5 % of traffic', status: 'pass' },
        { at: at(14), label: 'raised to 10 %', status: 'pass' },
        { at: at(28), label: 'raised to 25 %', status: 'pass' },
        { at: at(38), label: 'p95 latency above its level for 2 minutes', status: 'warn' },
        { at: at(47), label: 'evidence of harm passed 100; rolled back', status: 'fail' },
      ],
    },
    {
      kind: 'timeline',
      title: 'Error rate a minute',
      yLabel: 'share of requests',
      series: [
        {
          name: 'stable 3.1.4',
          points: minutes.map((minute) => ({ at: at(minute), value: 0.0102 + wobble(minute, 0.0016) })),
        },
        {
          name: 'canary 3.2.0',
          points: minutes.map((minute) => ({
            at: at(minute),
            value: (minute < 34 ? 0.0105 : 0.0216) + wobble(minute + 3, 0.0034),
          })),
        },
      ],
      references: [{ value: 0.025, label: 'service level 2.5 %' }],
    },
  ],
  facts: [
    { label: 'Traffic reached', value: '25 %' },
    { label: 'Requests to the canary', value: '18,210' },
    { label: 'Time on canary', value: '47 minutes' },
    { label: 'False-rollback rate', value: 'at most 1 %, however often it looks' },
    { label: 'Dispersion', value: '1.08' },
  ],
  next: ['Find what the canary answers with 5xx since 10:34; the validation data may lack that traffic.'],
  provenance: { ...provenance('canary-deploy'), ref: 'refs/heads/main' },
}
