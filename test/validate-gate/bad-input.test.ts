import { readFile } from 'node:fs/promises'
import { GitHubError, type Runtime } from '@mlops-actions/core'
import { memoryRuntime, type MemoryOptions } from '@mlops-actions/testkit'
import { action } from '@mlops-actions/validate-gate'
import { readInputs } from '@mlops-actions/core'
import { describe, expect, it } from 'vitest'
import { files, inputs, policy, predictions, reportOf, RULES, run } from './gate.ts'

/** Runs what must be refused: the message, and proof that nothing was written. */
async function refusal(options: MemoryOptions): Promise<string> {
  const runtime = memoryRuntime({ files, inputs, ...options })
  const before = [...runtime.files.snapshot().keys()]
  const error = await Promise.resolve()
    .then(() => action.run(readInputs(action.definition, runtime.env), runtime))
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
  expect([...runtime.files.snapshot().keys()]).toEqual(before)
  expect(runtime.recorded.outputs.size).toBe(0)
  expect(runtime.recorded.summary).toBe('')
  return error instanceof Error ? error.message : `not refused: ${String(error)}`
}

const parquet = new URL('../../examples/flights/data/april-candidate.parquet', import.meta.url)

describe('is refused with one clear error, and nothing is half written', () => {
  it.each<[string, MemoryOptions, RegExp]>([
    [
      'no policy',
      { files: { ...files, 'mlops.yml': undefined as never } },
      /^mlops.yml: there is no policy file$/,
    ],
    [
      'an unknown key',
      { files: { ...files, 'mlops.yml': policy(RULES).replace('margin', 'marign') } },
      /unknown key `marign`; did you mean `margin`\?/,
    ],
    [
      'a wrong type',
      { files: { ...files, 'mlops.yml': policy(RULES).replace('0.6', 'high') } },
      /^mlops.yml:7:\d+: found "high", expected a number/,
    ],
    [
      'a policy that is no YAML',
      { files: { ...files, 'mlops.yml': '{[' } },
      /^mlops.yml:1:\d+: not valid YAML/,
    ],
    [
      'a model without a gate',
      { files: { ...files, 'mlops.yml': 'version: 1\nmodels: { late: { task: binary } }' } },
      /^mlops.yml:2: the model late has no `gate`$/,
    ],
    [
      'a model that is not there',
      { inputs: { ...inputs, model: 'lte' } },
      /^mlops.yml has no model "lte", only late$/,
    ],
    [
      'no candidate',
      { inputs: {} },
      /^input candidate: is required, since the policy has rules about predictions$/,
    ],
    [
      'a wrong choice',
      { inputs: { ...inputs, comment: 'always' } },
      /^input comment: expected one of update, recreate, append, on-failure, off; got "always"$/,
    ],
    ['a missing file', { inputs: { ...inputs, candidate: 'nowhere.csv' } }, /nowhere\.csv/],
    ['a missing baseline file', { inputs: { ...inputs, baseline: 'nowhere.csv' } }, /nowhere\.csv/],
    ['an empty file', { files: { ...files, 'candidate.csv': '' } }, /^candidate\.csv: .*empty/],
    ['a folder', { inputs: { ...inputs, candidate: 'model' } }, /model/],
    [
      'a path outside the workspace',
      { inputs: { ...inputs, candidate: '../secrets.csv' } },
      /\.\.\/secrets\.csv.*outside/,
    ],
    ['a model outside the workspace', { inputs: { ...inputs, 'model-path': '/etc' } }, /outside/],
    [
      'a report folder outside the workspace',
      { inputs: { ...inputs, 'report-dir': '../elsewhere' } },
      /outside/,
    ],
    [
      'a missing column',
      { files: { ...files, 'candidate.csv': predictions(90, 9).replace('id,y,p,g', 'id,y,pp,g') } },
      /^candidate\.csv: there is no column "p"; the file has "id", "y", "pp", "g"$/,
    ],
    [
      'missing columns',
      { files: { ...files, 'candidate.csv': 'x\n1\n' } },
      /^candidate\.csv: there are no columns "id", "y", "p"; the file has "x"$/,
    ],
    [
      'a missing column in the baseline',
      { files: { ...files, 'baseline.csv': predictions(90, 9).replace('id,y,p,g', 'id,why,p,g') } },
      /^baseline\.csv: there is no column "y"/,
    ],
    ['a model that is not there on disk', { inputs: { ...inputs, 'model-path': 'nowhere' } }, /nowhere/],
    [
      'JSON that is none',
      { files: { ...files, 'candidate.csv': '{"id": 1, "y":' }, inputs: { ...inputs, format: 'jsonl' } },
      /^candidate\.csv/,
    ],
  ])('%s', async (_, options, message) => {
    const given = options.files ? { ...options, files: defined(options.files) } : options
    expect(await refusal(given)).toMatch(message)
  })

  it('a truncated Parquet file', async () => {
    const bytes = await readFile(parquet)
    const yml = policy(RULES).replace('id: id, label: y, score: p', 'id: flight, label: late, score: score')
    const cut = { 'mlops.yml': yml, 'c.parquet': bytes.subarray(0, bytes.length / 2) }
    expect(await refusal({ files: cut, inputs: { candidate: 'c.parquet' } })).toMatch(/^c\.parquet: /)
  })

  it('100 MB of JSON in one value', async () => {
    const huge = `[{"id": 1, "y": 1, "p": "${'x'.repeat(100_000_000)}"}]`
    const message = await refusal({
      files: { ...files, 'candidate.json': huge },
      inputs: { candidate: 'candidate.json' },
    })
    expect(message).toMatch(/^candidate\.json: /)
  })
})

function defined(given: NonNullable<MemoryOptions['files']>): NonNullable<MemoryOptions['files']> {
  return Object.fromEntries(Object.entries(given).filter(([, content]) => content !== undefined))
}

describe('fails in a report that says why', () => {
  it('a NaN among the scores', async () => {
    const candidate = predictions(900, 10, (p, i) => (i === 5 ? 'NaN' : p.toFixed(3)))
    const ran = await run({ files: { ...files, 'candidate.csv': candidate } })
    expect(ran.conclusion.ok).toBe(false)
    expect(ran.conclusion.message).toBe(
      'late cannot be judged: candidate.csv: the score column "p" is not a number in 1 row (id "5")',
    )
    expect(reportOf(ran).findings.map(({ status }) => status)).toEqual(['error', 'error'])
  })

  it('no baseline, though a rule asks for it', async () => {
    const ran = await run({ inputs: { candidate: 'candidate.csv' } })
    expect(ran.conclusion).toEqual({
      ok: false,
      message: 'late fails: accuracy.not-worse could not be made; 1 of 2 checks holds',
    })
    expect(reportOf(ran).next[0]).toContain('as `baseline`')
  })

  it('no baseline, and the policy lets it pass: the headline does not hide it', async () => {
    const first = policy(RULES, '      defaults: { missing_baseline: pass }\n')
    const ran = await run({ files: { ...files, 'mlops.yml': first }, inputs: { candidate: 'candidate.csv' } })
    expect(ran.conclusion).toEqual({
      ok: true,
      message: 'late passes: 1 of 2 checks hold, 1 not judged and let pass by the policy',
    })
  })

  it('another evaluation set', async () => {
    const ran = await run({ files: { ...files, 'baseline.csv': predictions(800, 9) } })
    expect(ran.conclusion).toEqual({
      ok: false,
      message: 'late fails: accuracy.not-worse not comparable; 1 of 2 checks holds',
    })
  })
})

describe('hosts that offer less', () => {
  const pullRequest = {
    number: 7,
    headSha: '2'.repeat(40),
    baseSha: '3'.repeat(40),
    baseRef: 'main',
    fromFork: false,
  }
  const github = { eventName: 'pull_request', pullRequest }
  const readable = (runtime: Runtime): Runtime['github'] => ({
    ...runtime.github,
    fileAt: async () => undefined,
    comments: async () => [],
    createComment: async () => {
      throw new GitHubError(403, 'Resource not accessible by integration')
    },
  })

  it('a read-only token: the comment is left out, the verdict stands', async () => {
    const ran = await run({ github }, (runtime) => ({
      ...runtime,
      github: { ...runtime.github, ...readable(runtime) },
    }))
    expect(ran.conclusion.ok).toBe(true)
    expect(ran.runtime.recorded.outputs.get('comment-status')).toBe('failed')
    expect(ran.runtime.recorded.summary).toContain('late passes')
    const warnings = ran.runtime.recorded.log.filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message).join('\n')).toContain('pull-requests: write')
  })

  it('GHES, which has no artifacts', async () => {
    const ghes = { serverUrl: 'https://git.example.com', apiUrl: 'https://git.example.com/api/v3' }
    const ran = await run({ github: ghes, inputs: { ...inputs, 'upload-artifact': 'true' } })
    expect(ran.conclusion.ok).toBe(true)
    expect(reportOf(ran).provenance.runUrl).toBe('https://git.example.com/octo/models/actions/runs/42')
  })

  it('no job summary', async () => {
    const ran = await run({ summary: false })
    expect(ran.conclusion.ok).toBe(true)
    expect(ran.runtime.recorded.summary).toBe('')
  })
})
