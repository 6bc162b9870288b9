import { describe, expect, it } from 'vitest'
import { bootstrapInference } from '../../../packages/policy/src/gate/inference/bootstrap.ts'
import { below } from '../../../packages/policy/src/gate/inference/inference.ts'
import { columnsOf, judge } from './gate.ts'

type Row = readonly (string | number)[]

const table = (n: number, row: (i: number) => Row): string =>
  `id,y,p,q,w\n${Array.from({ length: n }, (_, i) => [i, ...row(i)].join(',')).join('\n')}\n`
const noisy = (i: number): Row => [i % 3 === 0 ? 1 : 0, ((i * 7) % 10) / 10, (i * 7) % 2, 1]
const binary = (rules: string, more = ''): string =>
  `task: binary\ndata: { id: id, label: y, score: p${more} }\ngate:\n  rules: [${rules}]`

describe('a model is not better than itself', () => {
  it.each([
    'roc_auc',
    'average_precision',
    'log_loss',
    'brier',
    'expected_calibration_error',
    'f1',
    'error_rate',
  ])('%s', async (metric) => {
    const columns = await columnsOf(table(300, noisy))
    const rule = `{ metric: ${metric}, versus: baseline, margin: 0 }`
    const answer = judge({ model: binary(rule), candidate: columns, baseline: columns })
    expect(answer.findings[0]?.status).toBe('inconclusive')
  })

  it.each(['mae', 'rmse', 'median_absolute_error', 'r2'])('%s', async (metric) => {
    const columns = await columnsOf(table(300, (i) => [i, 0, i + (i % 7), 1]))
    const rule = `{ metric: ${metric}, versus: baseline, margin: 0 }`
    const model = `task: regression\ndata: { id: id, label: y, prediction: q }\ngate:\n  rules: [${rule}]`
    expect(judge({ model, candidate: columns, baseline: columns }).findings[0]?.status).toBe('inconclusive')
  })
})

it('replicates all on one side prove no more than their number, on either side', () => {
  const replicates = Float64Array.from({ length: 199 }, (_, i) => i)
  const inference = bootstrapInference(99, 100, replicates, undefined)
  expect(inference.above(-5)).toBeCloseTo(1 / 200, 12)
  expect(below(inference, 500)).toBeCloseTo(1 / 200, 12)
})

describe('rows that are all alike prove no more than their number', () => {
  const perfect = (i: number): Row => [i === 0 ? 1 : 0, i === 0 ? 1 : 0, i === 0 ? 1 : 0, 1]
  it('average precision of one positive, calibration of thirty rows', async () => {
    const rules = '{ metric: average_precision, min: 0.9 }, { metric: expected_calibration_error, max: 0.01 }'
    const answer = judge({ model: binary(rules), candidate: await columnsOf(table(30, perfect)) })
    expect(answer.findings.map(({ status }) => status)).toEqual(['inconclusive', 'inconclusive'])
  })

  it('brier, alone and beside a baseline that says the same', async () => {
    const columns = await columnsOf(table(30, (i) => [i % 2, i % 2, i % 2, 1]))
    const rules = '{ metric: brier, max: 0.001 }, { metric: brier, versus: baseline, margin: 0.0001 }'
    const answer = judge({ model: binary(rules), candidate: columns, baseline: columns })
    expect(answer.findings.map(({ status }) => status)).toEqual(['inconclusive', 'inconclusive'])
  })

  it('and are enough when there are many', async () => {
    const columns = await columnsOf(table(1000, (i) => [i % 2, i % 2, i % 2, 1]))
    const rules =
      '{ metric: average_precision, min: 0.9 }, { metric: expected_calibration_error, max: 0.01 }, { metric: expected_calibration_error, versus: baseline, margin: 0.02 }'
    expect(judge({ model: binary(rules), candidate: columns, baseline: columns }).verdict).toBe('pass')
  })

  it.each(['mae', 'mse', 'rmse', 'r2'])(
    '%s of models that agree on the few rows there are',
    async (metric) => {
      const rule = `{ metric: ${metric}, versus: baseline, margin: 0.01 }`
      const model = `task: regression\ndata: { id: id, label: y, prediction: q }\ngate:\n  rules: [${rule}]`
      const of = async (rows: number) => {
        const columns = await columnsOf(table(rows, (i) => [i % 10, 0, (i % 10) + (i % 7) / 10, 1]))
        return judge({ model, candidate: columns, baseline: columns }).findings[0]?.status
      }
      expect(await of(8)).toBe('inconclusive')
      expect(await of(5_000)).toBe('pass')
    },
  )

  it('log loss of models that agree on the few rows there are', async () => {
    const columns = await columnsOf(table(10, noisy))
    const rule = '{ metric: log_loss, versus: baseline, margin: 0.01 }'
    const answer = judge({ model: binary(rule), candidate: columns, baseline: columns })
    expect(answer.findings[0]?.status).toBe('inconclusive')
  })

  it('precision where no row could be a false alarm', async () => {
    const columns = await columnsOf(table(30, () => [1, 0.9, 1, 1]))
    const answer = judge({ model: binary('{ metric: precision, min: 0.99 }'), candidate: columns })
    expect(answer.findings[0]?.status).toBe('inconclusive')
  })

  it.each(['matthews', 'cohen_kappa'])('%s where only one class is there', async (metric) => {
    const ours = await columnsOf(table(300, (i) => [0, i % 2, i % 2, 1]))
    const theirs = await columnsOf(table(300, (i) => [0, i % 10 === 0 ? 1 : 0, 0, 1]))
    const rule = `{ metric: ${metric}, versus: baseline, margin: 0.05 }`
    const answer = judge({ model: binary(rule), candidate: ours, baseline: theirs })
    expect(answer.verdict).toBe('fail')
  })

  it('a weight of one changes nothing where every row is right', async () => {
    const columns = await columnsOf(table(30, (i) => [i % 2, i % 2, i % 2, 1]))
    for (const more of ['', ', weight: w']) {
      const rules =
        '{ metric: accuracy, min: 0.95 }, { metric: roc_auc, min: 0.95 }, { metric: f1, min: 0.95 }'
      const answer = judge({ model: binary(rules, more), candidate: columns })
      expect(answer.findings.map(({ status }) => status)).toEqual([
        'inconclusive',
        'inconclusive',
        'inconclusive',
      ])
    }
  })
})

it('weights that are zero on all rows a metric looks at give no value, not a crash', async () => {
  const columns = await columnsOf(
    table(200, (i) => [i % 2, i % 2 === 0 ? 0.2 : 0.8, i % 2, i % 2 === 0 ? 1 : 0]),
  )
  const rules =
    "{ metric: recall, min: 0.1 }, { metric: recall, min: 0.1, slices: { q: ['1'] } }, { metric: brier, max: 0.5, slices: { q: ['1'] } }, { metric: roc_auc, min: 0.1 }"
  const answer = judge({ model: binary(rules, ', weight: w'), candidate: columns })
  expect(answer.findings.map(({ outcome }) => outcome)).toEqual(['fail', 'fail', 'fail', 'fail'])
  expect(answer.findings.map(({ reason }) => reason).join()).not.toContain('not a number')
})

describe('weights do not make many rows of a few', () => {
  const rules = ['accuracy, min: 0.2', 'brier, max: 0.5', 'roc_auc, min: 0.2', 'f1, min: 0.1']
    .map((rule) => `{ metric: ${rule} }`)
    .join(', ')
  const statuses = async (weight: (i: number) => number) => {
    const columns = await columnsOf(table(300, (i) => [i % 2, i < 4 ? i % 2 : 1 - (i % 2), 0, weight(i)]))
    const { findings } = judge({ model: binary(rules, ', weight: w'), candidate: columns })
    return findings.map(({ status }) => status)
  }

  it.each([
    ['zero on all but four rows', (i: number) => (i < 4 ? 1 : 0)],
    ['nearly all of it on four rows', (i: number) => (i < 4 ? 1e5 : 1)],
  ])('%s', async (_, weight) => {
    expect(await statuses(weight)).toEqual(Array.from({ length: 4 }, () => 'inconclusive'))
  })

  it('rows of weight zero are as if they were not there', async () => {
    const row = (i: number): Row => [i % 2, ((i * 7) % 10) / 10, 0, 1 + (i % 3)]
    const kept = table(100, row)
    const padded = `${kept}${Array.from({ length: 900 }, (_, i) => `${1000 + i},${i % 2},${i % 2},0,0`).join('\n')}\n`
    const answers = await Promise.all(
      [kept, padded].map(async (csv) =>
        judge({ model: binary(rules, ', weight: w'), candidate: await columnsOf(csv) }),
      ),
    )
    expect(answers[1]!.findings).toEqual(answers[0]!.findings)
  })
})
