import type { Column } from '@mlops-actions/data'
import { beforeAll, describe, expect, it } from 'vitest'
import expected from '../../golden/gate/expected.json' with { type: 'json' }
import { finding, goldenColumns, judge } from './gate.ts'

type Columns = ReadonlyMap<string, Column>
type Estimate = [value: number, interval: [low: number, high: number]]

const tasks = {
  binary: 'task: binary\ndata: { id: id, label: y, score: p }',
  multiclass: 'task: multiclass\ndata: { id: id, label: truth, prediction: said }',
  regression: 'task: regression\ndata: { id: id, label: y, prediction: yhat }',
} as const
type Task = keyof typeof tasks

let files: Readonly<Record<Task, { candidate: Columns; baseline: Columns }>>
beforeAll(async () => {
  const read = async (task: Task) => ({
    candidate: await goldenColumns(`${task}-candidate.csv`),
    baseline: await goldenColumns(`${task}-baseline.csv`),
  })
  files = {
    binary: await read('binary'),
    multiclass: await read('multiclass'),
    regression: await read('regression'),
  }
})

/** One rule by itself, so that no correction widens its interval: level 1 - 2 * 0.05. */
function alone(task: Task, rule: string) {
  const answer = judge({ model: `${tasks[task]}\ngate: { rules: [${rule}] }`, ...files[task] })
  return answer.findings[0]!
}

const bound = (metric: string): string => {
  const lower = ['brier', 'log_loss', 'mae', 'mse', 'rmse', 'median_absolute_error', 'mean_error'].includes(
    metric,
  )
  return lower ? `{ metric: ${metric}, max: 0 }` : `{ metric: ${metric}, min: 0.99 }`
}
const versus = (metric: string): string => `{ metric: ${metric}, versus: baseline, margin: 0.01 }`
const rows = (of: object): [string, Estimate][] => Object.entries(of) as [string, Estimate][]

describe('exact to the last digits of scikit-learn, scipy and statsmodels', () => {
  it.each(rows(expected.binary.single))('binary %s with its interval', (metric, [value, [low, high]]) => {
    const { candidate } = alone('binary', bound(metric))
    expect(candidate?.value).toBeCloseTo(value, 12)
    expect(candidate?.interval?.level).toBeCloseTo(expected.level, 12)
    expect(candidate?.interval?.low).toBeCloseTo(low, 10)
    expect(candidate?.interval?.high).toBeCloseTo(high, 10)
  })

  it.each([
    ...Object.entries(expected.binary.values).map((entry) => ['binary', ...entry] as const),
    ...Object.entries(expected.multiclass.values).map((entry) => ['multiclass', ...entry] as const),
    ...Object.entries(expected.regression.values).map((entry) => ['regression', ...entry] as const),
  ])('%s %s', (task, metric, value) => {
    expect(alone(task, bound(metric)).candidate?.value).toBeCloseTo(value, 11)
  })

  it.each([
    ...rows(expected.binary.paired).map((entry) => ['binary', ...entry] as const),
    ...rows(expected.multiclass.paired).map((entry) => ['multiclass', ...entry] as const),
    ...rows(expected.regression.paired).map((entry) => ['regression', ...entry] as const),
  ])('%s %s: the improvement over the baseline', (task, metric, [value, [low, high]]) => {
    const { improvement } = alone(task, versus(metric))
    expect(improvement?.value).toBeCloseTo(value, 11)
    // The reference maximises Tango's nuisance probability numerically, to about 1e-7.
    expect(improvement?.interval?.low).toBeCloseTo(low, 6)
    expect(improvement?.interval?.high).toBeCloseTo(high, 6)
  })
})

describe('close to scipy.stats.bootstrap (BCa, 20,000 resamples)', () => {
  it.each([
    ...rows(expected.binary.bootstrap).map((entry) => ['binary', ...entry] as const),
    ...rows(expected.multiclass.bootstrap).map((entry) => ['multiclass', ...entry] as const),
    ...rows(expected.regression.bootstrap).map((entry) => ['regression', ...entry] as const),
  ])('%s %s', (task, metric, [value, [low, high]]) => {
    const { improvement } = alone(task, versus(metric))
    expect(improvement?.value).toBeCloseTo(value, 11)
    // Two Monte Carlo runs, or the delta method beside one: a tenth of the width is what they may differ by.
    const tolerance = 0.1 * (high - low)
    expect(Math.abs(improvement!.interval!.low - low)).toBeLessThan(tolerance)
    expect(Math.abs(improvement!.interval!.high - high)).toBeLessThan(tolerance)
  })
})

describe('a family of rules and slices', () => {
  const { margin, names, p, holm, bh } = expected.binary.family
  const rules = [
    `{ metric: accuracy, versus: baseline, margin: ${margin} }`,
    `{ metric: accuracy, versus: baseline, margin: ${margin}, slices: { region: '*' } }`,
  ].join(', ')
  const ids = names.map((name) =>
    name === 'all' ? 'accuracy.not-worse' : `accuracy.not-worse[region=${name}]`,
  )

  it.each([
    ['holm', holm],
    ['bh', bh],
    ['none', p],
  ] as const)('is corrected by %s as statsmodels does', (family, adjusted) => {
    const answer = judge({
      model: `${tasks.binary}\ngate: { family: ${family}, rules: [${rules}] }`,
      ...files.binary,
    })
    expect(answer.familySize).toBe(4)
    for (const [i, id] of ids.entries()) {
      const one = finding(answer, id)
      expect(one.pValue).toBeCloseTo(p[i]!, 6)
      expect(one.adjustedPValue).toBeCloseTo(adjusted[i]!, 6)
      // What is shown says the same as the corrected p: the low end clears the margin if and only if it is proven.
      expect(one.improvement!.interval!.low > -margin).toBe(one.adjustedPValue! <= 0.05)
      expect(one.status === 'pass').toBe(one.adjustedPValue! <= 0.05)
    }
  })
})
