import { createHash } from 'node:crypto'
import { readInputs } from '@mlops-actions/core'
import { memoryRuntime, type MemoryRuntime } from '@mlops-actions/testkit'
import { action } from '@mlops-actions/validate-gate'
import { describe, expect, it } from 'vitest'
import { files, inputs, policy, predictions, reportOf, run } from './gate.ts'

const digest = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

describe('a candidate that is good enough', () => {
  it('passes, and the report speaks of these very bytes', async () => {
    const ran = await run()
    expect(ran.conclusion).toEqual({ ok: true, message: 'late passes: 2 of 2 checks hold' })
    const report = reportOf(ran)
    const { outputs } = ran.runtime.recorded
    expect(report.verdict).toBe('pass')
    expect(report.subject).toMatchObject({
      model: 'late',
      modelDigest: outputs.get('model-digest'),
      policy: { path: 'mlops.yml', digest: digest(files['mlops.yml']) },
      data: [
        { name: 'candidate', path: 'candidate.csv', digest: digest(files['candidate.csv']), rows: 900 },
        { name: 'baseline', path: 'baseline.csv', digest: digest(files['baseline.csv']), rows: 900 },
      ],
    })
    expect(report.provenance).toMatchObject({
      action: 'validate-gate',
      repository: 'octo/models',
      runId: '42',
    })
    expect(outputs.get('report-digest')).toBe(
      digest(ran.runtime.files.text('mlops-report/late/validate-gate/report.json')),
    )
    expect([...outputs.keys()].toSorted()).toEqual([
      'comment-status',
      'html',
      'model-digest',
      'report',
      'report-digest',
      'verdict',
    ])
  })

  it('is drawn: intervals, improvement, curves, confusion', async () => {
    const { charts } = reportOf(await run())
    expect(charts.map(({ title }) => title)).toEqual([
      "Accuracy is at most 0.05 worse than the baseline's",
      'ROC AUC is at least 0.6',
      'ROC curve',
      'Precision and recall',
      'Calibration',
      'Confusion of the candidate',
      'Confusion of the baseline',
    ])
    const confusion = charts.find((chart) => chart.kind === 'matrix')
    expect(confusion?.counts.flat().reduce((a, b) => a + b)).toBe(900)
  })

  it('gives the same report twice, but for the clock', async () => {
    const [one, two] = [await run(), await run()]
    expect(one.runtime.files.text('mlops-report/late/validate-gate/report.json')).toBe(
      two.runtime.files.text('mlops-report/late/validate-gate/report.json'),
    )
  })

  it('without a model path the report says that it is no evidence', async () => {
    const ran = await run({ inputs: { candidate: 'candidate.csv', baseline: 'baseline.csv' } })
    const report = reportOf(ran)
    expect(report.subject.modelDigest).toBeUndefined()
    expect(ran.runtime.recorded.outputs.has('model-digest')).toBe(false)
    expect(report.facts.find(({ label }) => label === 'Model')?.value).toContain('cannot be used as evidence')
  })
})

describe('a candidate that is worse', () => {
  const worse = { ...files, 'candidate.csv': predictions(900, 3) }

  it('fails, after everything was written, with the reason at the rule in the policy', async () => {
    const ran = await run({ files: worse })
    expect(ran.conclusion).toEqual({ ok: false, message: 'late fails: 2 failed; 0 of 2 checks hold' })
    const errors = ran.runtime.recorded.log.filter(({ level }) => level === 'error')
    expect(errors).toHaveLength(2)
    expect(errors[1]?.annotation).toEqual({
      title: 'accuracy.not-worse',
      location: { file: 'mlops.yml', line: 7, column: 46 },
    })
    expect(errors[1]?.message).toMatch(
      /^Not met: Accuracy is at most 0\.05 worse than the baseline's\. Worse: improvement -0\.2/,
    )
    expect(ran.runtime.recorded.summary).toContain('late fails')
    expect(reportOf(ran).verdict).toBe('fail')
  })
})

describe('on a pull request', () => {
  const pullRequest = {
    number: 7,
    headSha: '2'.repeat(40),
    baseSha: '3'.repeat(40),
    baseRef: 'main',
    fromFork: false,
  }
  const github = { eventName: 'pull_request', pullRequest }
  const lowered = policy('{ metric: roc_auc, min: 0.1 }')

  it('the policy of the base commit judges, and the difference is shown', async () => {
    const strict = policy('{ metric: roc_auc, min: 0.99 }')
    const ran = await run({ files: { ...files, 'mlops.yml': lowered }, github }, (runtime) => ({
      ...runtime,
      github: { ...runtime.github, fileAt: async () => new TextEncoder().encode(strict) },
    }))
    expect(ran.conclusion.ok).toBe(false)
    const report = reportOf(ran)
    expect(report.subject.policy).toEqual({
      path: 'mlops.yml',
      digest: digest(strict),
      ref: pullRequest.baseSha,
    })
    const proposed = report.facts.find(({ label }) => label === 'Proposed policy')?.value
    expect(proposed).toBe('pass (the policy that judges: fail); roc_auc.min fail -> pass')
    // Its lines are not those of the workspace, so nothing points at them.
    expect(report.findings.every(({ source }) => source === undefined)).toBe(true)
  })

  it('a new model is judged by the policy that brings it, and that is said', async () => {
    const other = 'version: 1\nmodels: { other: { task: binary } }\n'
    const ran = await run({ github, inputs: { ...inputs, model: 'late' } }, (runtime) => ({
      ...runtime,
      github: { ...runtime.github, fileAt: async () => new TextEncoder().encode(other) },
    }))
    expect(ran.conclusion.ok).toBe(true)
    expect(
      ran.runtime.recorded.log.some(({ message }) => message.startsWith('The base commit has no gate')),
    ).toBe(true)
  })

  it('one comment is written, and a second run updates it', async () => {
    const runtime = memoryRuntime({ files, inputs, github })
    const { action } = await import('@mlops-actions/validate-gate')
    const { readInputs } = await import('@mlops-actions/core')
    const wrapped = { ...runtime, github: { ...runtime.github, fileAt: async () => undefined } }
    await action.run(readInputs(action.definition, runtime.env), wrapped)
    expect(runtime.recorded.outputs.get('comment-status')).toBe('created')
    await action.run(readInputs(action.definition, runtime.env), wrapped)
    expect(runtime.recorded.comments).toHaveLength(1)
    expect(runtime.recorded.comments[0]?.body).toContain('late passes: 2 of 2 checks hold')
  })
})

describe('other tasks', () => {
  it('several classes', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, i) => `${i},${'abc'[i % 3]},${'abc'[i % 10 === 0 ? (i + 1) % 3 : i % 3]}`,
    )
    const csv = `id,y,said\n${rows.join('\n')}\n`
    const yml =
      'version: 1\nmodels: { k: { task: multiclass, data: { id: id, label: y, prediction: said }, gate: { rules: [{ metric: macro_f1, min: 0.8 }] } } }\n'
    const ran = await run({ files: { 'mlops.yml': yml, 'c.csv': csv }, inputs: { candidate: 'c.csv' } })
    expect(ran.conclusion.ok).toBe(true)
    expect(reportOf(ran).charts.map(({ kind }) => kind)).toEqual(['intervals', 'matrix'])
  })

  it('a quantity', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `${i},${i},${i + (i % 5) - 2}`)
    const csv = `id,y,yhat\n${rows.join('\n')}\n`
    const yml =
      'version: 1\nmodels: { k: { task: regression, data: { id: id, label: y, prediction: yhat }, gate: { rules: [{ metric: rmse, max: 2 }, { metric: mean_error, min: -1, max: 1 }] } } }\n'
    const ran = await run({ files: { 'mlops.yml': yml, 'c.csv': csv }, inputs: { candidate: 'c.csv' } })
    expect(ran.conclusion.ok).toBe(true)
    expect(reportOf(ran).charts.map(({ title }) => title)).toContain('Prediction against truth')
  })
})

it('a place that cannot be written to never changes the verdict', async () => {
  const ran = await run({}, (runtime) => ({
    ...runtime,
    summary: {
      append: async () => {
        throw new Error('disk full')
      },
    },
  }))
  expect(ran.conclusion.ok).toBe(true)
  expect(
    ran.runtime.recorded.log.some(
      ({ level, message }) => level === 'warning' && message.includes('disk full'),
    ),
  ).toBe(true)
})

it('a report that cannot be written fails the gate, though an older one lies in its place', async () => {
  const runtime = memoryRuntime({ files, inputs })
  const full = async () => Promise.reject(new Error('disk full'))
  const ran = run({ files }, () => ({ ...runtime, files: { ...runtime.files, write: full } }))
  await expect(ran).rejects.toMatchObject({ code: 'report-not-written' })
  expect(runtime.recorded.outputs.get('verdict')).toBe('fail')
  expect(runtime.recorded.outputs.has('report')).toBe(false)
})

it('a candidate that is its own baseline is said to be', async () => {
  const ran = await run({ inputs: { ...inputs, baseline: 'candidate.csv' } })
  expect(reportOf(ran).facts).toContainEqual({
    label: 'Baseline',
    value: expect.stringContaining('the same bytes as the candidate'),
  })
  expect(ran.runtime.recorded.log).toContainEqual(
    expect.objectContaining({ level: 'notice', message: expect.stringContaining('same bytes') }),
  )
})

describe('a gate of numbers that another tool wrote', () => {
  const policy = `version: 1
models:
  late:
    task: binary
    gate:
      rules:
        - { value: eval_accuracy, min: 0.9, share: true }
        - { value: eval_accuracy, versus: baseline, margin: 0.02, better: higher, share: true }
`
  const metrics = (accuracy: number) => JSON.stringify({ eval_accuracy: accuracy, eval_samples: 20_000 })
  const options = (accuracy: number) => ({
    files: { 'mlops.yml': policy, 'all_results.json': metrics(accuracy), 'production.json': metrics(0.93) },
    inputs: { metrics: 'all_results.json', 'baseline-metrics': 'production.json' },
  })

  it('needs no predictions: the first verdict costs no new file', async () => {
    const ran = await run(options(0.94))
    expect(ran.conclusion).toEqual({ ok: true, message: 'late passes: 2 of 2 checks hold' })
    expect(reportOf(ran).subject.data).toEqual([])
    expect((await run(options(0.88))).conclusion.ok).toBe(false)
  })

  it('says what is missing', async () => {
    const { files: own } = options(0.94)
    const ran = await run({ files: own, inputs: {} })
    expect(ran.conclusion.message).toContain('there is no file with metrics')
    const rows = {
      'mlops.yml': own['mlops.yml']
        .replace('{ value: eval_accuracy, min: 0.9, share: true }', '{ metric: accuracy, min: 0.9 }')
        .replace('    gate:', '    data: { id: id, label: y, score: p }\n    gate:'),
    }
    await expect(run({ files: rows, inputs: {} })).rejects.toThrow('input candidate: is required')
  })
})

describe('a comment only when it matters', () => {
  const pullRequest = {
    number: 7,
    headSha: 'a'.repeat(40),
    baseSha: 'b'.repeat(40),
    baseRef: 'main',
    fromFork: false,
  }
  it('`on-failure` begins none for a pass, one for a failure, and turns it green', async () => {
    const quiet = { ...inputs, comment: 'on-failure' }
    const ready = (runtime: MemoryRuntime): MemoryRuntime => {
      runtime.github.addPullRequest(7)
      runtime.github.addFile('mlops.yml', pullRequest.baseSha, files['mlops.yml'])
      return runtime
    }
    const good = await run({ inputs: quiet, github: { eventName: 'pull_request', pullRequest } }, ready)
    expect(good.runtime.recorded.comments).toEqual([])
    expect(good.runtime.recorded.outputs.get('comment-status')).toBe('skipped')
    const bad = { ...files, 'candidate.csv': predictions(900, 2) }
    const ran = await run(
      { files: bad, inputs: quiet, github: { eventName: 'pull_request', pullRequest } },
      ready,
    )
    expect(ran.runtime.recorded.comments).toHaveLength(1)
    await ran.runtime.files.write('candidate.csv', files['candidate.csv'])
    await action.run(readInputs(action.definition, ran.runtime.env), ran.runtime)
    expect(ran.runtime.recorded.comments).toHaveLength(1)
    expect(ran.runtime.recorded.comments[0]!.body).toContain('late passes')
  })
})
