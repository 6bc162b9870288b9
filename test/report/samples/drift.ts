import type { Finding, Status } from '@mlops-actions/policy'
import type { Report } from '@mlops-actions/report'
import { digest, provenance } from './common.ts'

/** A week in which one column moved, one lost values, and the rest is as it was. */

const columns: readonly (readonly [string, number, number, number, Status])[] = [
  ['distance', 0.021, 0.012, 0.031, 'pass'],
  ['scheduled_elapsed', 0.024, 0.014, 0.035, 'pass'],
  ['departure_hour', 0.034, 0.023, 0.046, 'pass'],
  ['carrier', 0.067, 0.055, 0.08, 'warn'],
  ['origin', 0.029, 0.018, 0.041, 'pass'],
  ['destination', 0.028, 0.017, 0.04, 'pass'],
  ['wind_speed', 0.183, 0.166, 0.201, 'fail'],
  ['visibility', 0.041, 0.03, 0.053, 'pass'],
]

function columnFinding([column, value, low, high, status]: (typeof columns)[number]): Finding {
  return {
    id: `drift.${column}`,
    kind: 'column-drift',
    title: `distribution of ${column} stays within 0.10 of the reference`,
    status,
    outcome: status === 'fail' ? 'fail' : status === 'warn' ? 'warn' : 'pass',
    reason:
      status === 'fail'
        ? 'Its distance is above the threshold, which a quiet week passes once in 24 months.'
        : status === 'warn'
          ? 'Below the threshold, above what 19 of 20 quiet weeks reach; second week in a row.'
          : 'As in a quiet week.',
    ...(status === 'fail'
      ? { remedy: 'Compare the feed of the weather stations with last month’s: the unit may have changed.' }
      : {}),
    candidate: { value, n: 1_204_331, interval: { low, high, level: 0.95, method: 'block-bootstrap' } },
    required: '<= 0.10',
    pValue: status === 'fail' ? 0.00002 : 0.31,
    adjustedPValue: status === 'fail' ? 0.00016 : 0.62,
    source: { file: 'mlops.yml', line: 96 },
  }
}

export const drift: Report = {
  schema: 'mlops-actions/report/v1',
  kind: 'drift',
  verdict: 'fail',
  headline: 'wind_speed has moved: 1 of 8 columns is outside its threshold',
  subject: {
    model: 'flight-delay',
    version: '3.1.4',
    modelDigest: digest('d'),
    policy: { path: 'mlops.yml', digest: digest('b') },
    data: [{ name: 'current week', path: 's3://flights/2026-w10/', digest: digest('e'), rows: 1_204_331 }],
    baseline: { name: 'reference profile', version: '3.1.4', digest: digest('f') },
  },
  findings: [
    ...columns.map(columnFinding),
    {
      id: 'missing.visibility',
      kind: 'missing-values',
      title: 'missing values of visibility are at most 1 point above the reference',
      status: 'inconclusive',
      outcome: 'warn',
      reason: 'Only one of three runs has seen it; two are asked for.',
      candidate: {
        value: 0.0312,
        n: 1_204_331,
        unit: 'share',
        interval: { low: 0.0301, high: 0.0323, level: 0.95, method: 'wilson' },
      },
      baseline: { value: 0.0204, n: 10_000_000, unit: 'share' },
      required: 'change <= 1 pp',
    },
  ],
  charts: [
    {
      kind: 'intervals',
      title: 'Distance from the reference, by column',
      caption: 'Jensen–Shannon distance with 95 % block-bootstrap intervals.',
      references: [{ value: 0.1, label: 'threshold' }],
      rows: columns.map(([label, value, low, high, status]) => ({ label, value, low, high, status })),
    },
    {
      kind: 'distribution',
      title: 'wind_speed',
      caption: 'Sixteen bins of 2 m/s.',
      bins: Array.from({ length: 16 }, (_, index) => `${index * 2}–${index * 2 + 2}`),
      before: {
        name: 'reference',
        shares: [4, 7, 9, 11, 12, 11, 10, 9, 7, 6, 5, 3, 2, 2, 1, 1].map((share) => share / 100),
      },
      after: {
        name: 'current week',
        shares: [14, 17, 16, 13, 10, 8, 6, 5, 4, 2, 2, 1, 1, 1, 0, 0].map((share) => share / 100),
      },
    },
    {
      kind: 'distribution',
      title: 'carrier',
      bins: ['American', 'Delta', 'United', 'Southwest', 'Alaska', 'JetBlue', 'Hawaiian Airlines', 'other'],
      before: { name: 'reference', shares: [0.2, 0.19, 0.17, 0.22, 0.06, 0.05, 0.03, 0.08] },
      after: { name: 'current week', shares: [0.2, 0.17, 0.17, 0.26, 0.06, 0.03, 0.02, 0.09] },
    },
  ],
  facts: [
    { label: 'Rows', value: '1,204,331 against a profile of 10,000,000' },
    { label: 'Columns', value: '8' },
    { label: 'False-alarm budget', value: 'one in 24 months over all columns' },
    { label: 'Consecutive weeks', value: '2 of the last 3' },
  ],
  next: [
    'Check the unit of wind_speed in the feed since 2026-03-02.',
    'Retrain when the feed is right: the trigger is waiting for approval.',
  ],
  provenance: { ...provenance('drift-check'), ref: 'refs/heads/main' },
}
