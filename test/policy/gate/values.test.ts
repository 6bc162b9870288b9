import { describe, expect, it } from 'vitest'
import { judgeGate, parsePolicy, readValues } from '@mlops-actions/policy'
import type { Finding, ValueTable } from '@mlops-actions/policy'

function read(text: string | object, name = 'metrics.json'): ValueTable {
  const result = readValues(typeof text === 'string' ? text : JSON.stringify(text), name)
  if (!result.ok) throw new Error(result.problem.reason)
  return result.value
}

const table = (text: string | object, name?: string) => Object.fromEntries(read(text, name).values)

describe('forms that other tools write', () => {
  it('plain and nested metrics, as DVC, dvclive and MLflow have them', () => {
    expect(read({ step: 9, val: { acc: 0.91 } }).format).toBe('metrics')
    expect(table({ step: 9, val: { acc: 0.91 }, note: '3' })).toEqual({
      step: { value: 9 },
      'val.acc': { value: 0.91 },
    })
    expect(table('val:\n  acc: 0.91\n', 'metrics.yaml')).toEqual({ 'val.acc': { value: 0.91 } })
  })

  it('a DVC diff has both sides; a metric that is new has no old one', () => {
    const one = read({ 'm.json': { 'a.b': { old: 1, new: 3, diff: 2 }, fresh: { old: null, new: 5 } } })
    expect(one.format).toBe('dvc metrics diff')
    expect(Object.fromEntries(one.values)).toEqual({ 'a.b': { value: 3 }, fresh: { value: 5 } })
    expect(Object.fromEntries(one.baseline!)).toEqual({ 'a.b': { value: 1 } })
  })

  it('a classification report: recall is a share of its support, precision of nothing it names', () => {
    const scores = { precision: 0.8, recall: 0.9, 'f1-score': 0.85, support: 40 }
    const report = {
      '0': scores,
      accuracy: 0.88,
      'macro avg': scores,
      'weighted avg': { ...scores, support: 100 },
    }
    const values = table(report)
    expect(values['accuracy']).toEqual({ value: 0.88, n: 100 })
    expect(values['0.recall']).toEqual({ value: 0.9, n: 40 })
    expect(values['0.precision']).toEqual({ value: 0.8 })
    expect(values['weighted avg.recall']).toEqual({ value: 0.9 })
  })

  it('trainer results know how many samples there were', () => {
    const values = table({ eval_accuracy: 0.885, eval_loss: 0.3, eval_samples: 5463, epoch: 3 })
    expect(values['eval_accuracy']).toEqual({ value: 0.885, n: 5463 })
    expect(values['eval_loss']).toEqual({ value: 0.3 })
  })

  it('a model card names data set and metric; what stands behind the plus-minus is not used', () => {
    const card = `---
model-index:
  - name: m
    results:
      - task: { type: text-classification }
        dataset: { type: glue, config: sst2, split: validation, revision: abc }
        metrics: [{ type: accuracy, value: 0.91 }, { type: f1, value: "20.0 ± 1.2" }]
---
# Card
`
    expect(table(card, 'README.md')).toEqual({
      'glue/sst2/validation/abc/accuracy': { value: 0.91 },
      'glue/sst2/validation/abc/f1': { value: 20 },
    })
  })

  it('the harness gives standard errors, or says N/A', () => {
    const values = table({
      results: {
        mmlu: { 'acc,none': 0.65, 'acc_stderr,none': 0.004, alias: 'mmlu' },
        x: { 'em,flex': 0.4, 'em_stderr,flex': 'N/A' },
      },
      'n-samples': { mmlu: { original: 14_042, effective: 14_042 } },
    })
    expect(values).toEqual({
      'mmlu.acc': { value: 0.65, n: 14_042, standardError: 0.004 },
      'x.em': { value: 0.4 },
    })
  })

  it('Model Card Toolkit, SageMaker, Bencher, benchmark-action', () => {
    const toolkit = {
      quantitative_analysis: { performance_metrics: [{ type: 'auc', value: '0.93', slice: 'de' }] },
    }
    expect(table(toolkit)).toEqual({ 'auc/de': { value: 0.93 } })
    const sage = {
      version: 0,
      binary_classification_metrics: { f1: { value: 0.7, standard_deviation: 'NaN' }, auc: { value: 'NaN' } },
    }
    expect(table(sage)).toEqual({ f1: { value: 0.7 }, auc: { value: Number.NaN } })
    expect(table({ load: { latency: { value: 12, lower_value: 11, upper_value: 13 } } })).toEqual({
      'load.latency': { value: 12 },
    })
    expect(table([{ name: 'fit', unit: 's', value: 3.5, range: '± 0.1' }])).toEqual({ fit: { value: 3.5 } })
  })

  it('verdicts of tests become a share that passed', () => {
    const evidently = {
      metrics: [],
      tests: [{ status: 'SUCCESS' }, { status: 'SKIPPED' }, { status: 'FAIL' }, { status: 'SUCCESS' }],
    }
    expect(table(evidently)).toEqual({ pass_rate: { value: 0.5, n: 4 } })
    expect(table({ results: { stats: { successes: 8, failures: 1, errors: 1 } } })).toEqual({
      pass_rate: { value: 0.8, n: 10 },
    })
    const junit = `<?xml version="1.0"?><testsuites tests="99"><testsuite>
      <testcase name="a"/><testcase name="b"><failure message="x">&lt;testcase/&gt;</failure></testcase>
      <testcase name="c"><system-out><![CDATA[<testcase name="fake"/>]]></system-out></testcase>
      <testcase name="d"><skipped/></testcase></testsuite></testsuites>`
    expect(table(junit, 'report.xml')).toEqual({ pass_rate: { value: 0.5, n: 4 } })
  })

  it("Python's NaN is kept, so that a rule can fail on it", () => {
    expect(table('{"acc": NaN, "f1": 0.5, "text": "a, NaN"}')).toEqual({
      acc: { value: Number.NaN },
      f1: { value: 0.5 },
    })
  })

  it.each([
    ['{"a": "b"}', 'm.json', 'holds no number'],
    ['nope', 'm.json', 'is no JSON'],
    ['<html></html>', 'm.xml', 'no JUnit report'],
    ['# card', 'README.md', 'no YAML front matter'],
    ['a: &x [1]\nb: *x\nc: *x', 'm.yml', 'is no YAML'],
  ])('%s is refused', (text, name, message) => {
    const result = readValues(text, name)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.problem.reason).toContain(message)
  })

  it('a file nested without end is no stack overflow', () => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`
    expect(readValues(deep, 'm.json').ok).toBe(false)
  })
})

function judged(rule: string, candidate: ValueTable | undefined, baseline?: ValueTable): Finding {
  const text = `version: 1\nmodels:\n  m:\n    task: binary\n    gate: { rules: [ { ${rule} } ] }\n`
  const { gate } = parsePolicy(text, 'mlops.yml').model().policy
  const { findings } = judgeGate({
    gate: gate!,
    evidence: { ok: false, problem: { status: 'error', cause: 'error', reason: 'none' } },
    ...(candidate ? { values: { ok: true, value: { candidate, ...(baseline ? { baseline } : {}) } } } : {}),
    today: '2026-01-01',
  })
  return findings[0]!
}

describe('a bound on a number', () => {
  const trainer = read({ eval_accuracy: 0.885, eval_samples: 5463 })

  it('that is a share of known rows is judged by its interval', () => {
    const finding = judged('value: eval_accuracy, min: 0.87, share: true', trainer)
    expect(finding).toMatchObject({ status: 'pass', candidate: { n: 5463, interval: { method: 'wilson' } } })
    expect(judged('value: eval_accuracy, min: 0.884, share: true', trainer).status).toBe('inconclusive')
    expect(judged('value: eval_accuracy, min: 0.9, share: true', trainer).status).toBe('fail')
  })

  it('with a standard error too', () => {
    const harness = read({ results: { mmlu: { 'acc,none': 0.65, 'acc_stderr,none': 0.004 } } })
    expect(judged('value: mmlu.acc, min: 0.64', harness).status).toBe('pass')
    expect(judged('value: mmlu.acc, min: 0.646', harness).status).toBe('inconclusive')
  })

  it('without any uncertainty passes by its point only where that is asked for', () => {
    const plain = read({ acc: 0.93 })
    expect(judged('value: acc, min: 0.9', plain)).toMatchObject({ status: 'inconclusive', outcome: 'fail' })
    expect(judged('value: acc, min: 0.9, use: point', plain).status).toBe('pass')
    expect(judged('value: acc, min: 0.9, share: true, n: 2000', plain).status).toBe('pass')
  })

  it('that is missing or NaN is never green', () => {
    const plain = read('{"acc": NaN, "f1": 0.5}')
    expect(judged('value: acc, min: 0, use: point', plain)).toMatchObject({
      status: 'error',
      outcome: 'fail',
    })
    const missing = judged('value: acs, min: 0, use: point', plain)
    expect(missing).toMatchObject({ status: 'error', outcome: 'fail' })
    expect(missing.reason).toContain('did you mean')
    expect(judged('value: acc, min: 0', undefined)).toMatchObject({ status: 'error', outcome: 'fail' })
  })
})

describe('a number against the baseline', () => {
  const of = (accuracy: number, n: number) => read({ eval_accuracy: accuracy, eval_samples: n })
  const rule = 'value: eval_accuracy, versus: baseline, margin: 0.02, better: higher, share: true'

  it("is judged by Newcombe's interval of two samples", () => {
    expect(judged(rule, of(0.9, 20_000), of(0.9, 20_000)).status).toBe('pass')
    expect(judged(rule, of(0.85, 20_000), of(0.9, 20_000)).status).toBe('fail')
    expect(judged(rule, of(0.9, 200), of(0.9, 200)).status).toBe('inconclusive')
  })

  it('of a DVC diff needs no second file, and goes by its point', () => {
    const diff = read({ 'm.json': { loss: { old: 0.3, new: 0.32, diff: 0.02 } } })
    const loss = 'value: loss, versus: baseline, better: lower, use: point'
    expect(judged(`${loss}, margin: 0.05`, diff)).toMatchObject({ status: 'pass', baseline: { value: 0.3 } })
    expect(judged(`${loss}, margin: 0.01`, diff).status).toBe('fail')
  })

  it('without one is an error of the baseline', () => {
    expect(judged(rule, of(0.9, 2_000))).toMatchObject({ status: 'error', outcome: 'fail' })
  })
})

it.each([
  ['value: a', 'needs `min` or `max`'],
  ['value: a, versus: baseline, margin: 0.1', 'needs `better: higher`'],
  ['value: a, versus: baseline, better: lower', 'needs a `margin`'],
  ['value: a, min: 2, max: 1', 'nothing can satisfy it'],
  ['value: a, min: 2, margin: 1', '`versus: baseline` only'],
  ['metric: accuracy, min: 0.9', 'needs `data` beside it'],
])('%s is refused', (rule, message) => {
  expect(() => judged(rule, undefined)).toThrow(message)
})
