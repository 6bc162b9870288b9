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
