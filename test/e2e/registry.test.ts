import { beforeEach, describe, expect, it } from 'vitest'
import { declaredOutputs } from './support/bundle.ts'
import { endToEnd } from './support/clean-up.ts'
import { FILES, INPUTS, POLICY } from './support/gate.ts'
import { type Checkout, checkoutOf } from './support/git.ts'
import { type Ended, reportOf, step } from './support/step.ts'

endToEnd()

const STAGES = `    registry: { bytes: inline }
    stages:
      - name: staging
        requires: [{ evidence: validation, max_age: 14d }]
      - name: production
        after: staging
        requires: [{ evidence: validation, max_age: 14d }]
`
const BRANCH = 'refs/heads/mlops/registry'
const DIGEST = /^sha256:[0-9a-f]{64}$/

let place: Checkout
beforeEach(async () => {
  place = await checkoutOf({ ...FILES, 'mlops.yml': POLICY + STAGES })
})

const run = (action: string, inputs: Readonly<Record<string, string>>): Promise<Ended> =>
  step(action, place, { inputs, env: { GITHUB_ACTOR: 'ana' } })
const promote = (version: string, to: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  run('promote-model', { version, to, ...more })

/** Weights are judged and registered, as a workflow's two steps do it. */
async function released(weights: string): Promise<Ended> {
  await place.write('model/weights.bin', weights)
  const gate = await run('validate-gate', INPUTS)
  expect(gate).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } })
  const ended = await run('register-model', { path: 'model', report: gate.outputs['report']! })
  expect(ended).toMatchObject({ status: 'success', annotations: [] })
  expect(ended.outputs['model-digest']).toBe(gate.outputs['model-digest'])
  return ended
}

describe('a model from its gate to production and back', () => {
  it('by the bundled actions, through a bare repository', async () => {
    const first = await released('one')
    expect(Object.keys(first.outputs).sort()).toEqual(
      [...(await declaredOutputs('register-model')).keys()].sort(),
    )
    expect(first.outputs).toMatchObject({
      version: '1',
      created: 'true',
      'model-digest': expect.stringMatching(DIGEST),
      'record-digest': expect.stringMatching(DIGEST),
      uri: `${place.origin}#mlops/registry:models/late/versions/1.json`,
    })
    const early = await promote('1', 'production')
    expect(early).toMatchObject({
      status: 'failure',
      exitCode: 1,
      outputs: { verdict: 'fail', changed: 'false' },
    })
    await promote('1', 'staging')
    expect((await promote('1', 'production', { 'expect-current': 'none' })).outputs).toMatchObject({
      version: '1',
      digest: first.outputs['model-digest'],
      changed: 'true',
    })

    const second = await released('two')
    expect(second.outputs).toMatchObject({ version: '2', created: 'true' })
    await promote('2', 'staging')
    const live = await promote('2', 'production', { 'expect-current': '1' })
    expect(Object.keys(live.outputs).sort()).toEqual(
      [...(await declaredOutputs('promote-model')).keys()].sort(),
    )
    expect(live.outputs).toMatchObject({
      version: '2',
      'previous-version': '1',
      'previous-digest': first.outputs['model-digest'],
      event: expect.stringMatching(DIGEST),
    })

    const unexplained = await run('promote-model', { mode: 'rollback', to: 'production' })
    expect(unexplained).toMatchObject({ exitCode: 1, outputs: {} })
    expect(unexplained.said('error')).toEqual([expect.stringContaining('reason')])

    const back = await run('promote-model', { mode: 'rollback', to: 'production', reason: 'errors doubled' })
    expect(back).toMatchObject({
      status: 'success',
      outputs: { version: '1', changed: 'true', 'previous-version': '2' },
    })

    const audit = await run('promote-model', { mode: 'verify', receipts: live.outputs['event']! })
    expect(audit).toMatchObject({ status: 'success', outputs: { verdict: 'pass' } })
    expect((await reportOf(audit, place)).findings.every(({ status }) => status === 'pass')).toBe(true)
  })

  it('verify finds a history that was cut short, and a receipt that is gone', async () => {
    await released('one')
    const promoted = await promote('1', 'staging')
    await place.git('update-ref', BRANCH, `${BRANCH}~1`)
    const audit = await run('promote-model', { mode: 'verify', receipts: promoted.outputs['event']! })
    expect(audit).toMatchObject({ status: 'failure', exitCode: 1, outputs: { verdict: 'fail' } })
  })

  it('of two promotions at the same moment one wins, and the other changes nothing', async () => {
    await released('one')
    await released('two')
    const both = await Promise.all(
      ['1', '2'].map((version) => promote(version, 'staging', { 'expect-current': 'none' })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['failure', 'success'])
    expect(both.map(({ outputs }) => outputs['changed'] ?? '').toSorted()).toEqual(['false', 'true'])
    expect((await run('promote-model', { mode: 'verify' })).outputs['verdict']).toBe('pass')
  })
})

describe('is refused with one error, and nothing is recorded', () => {
  it.each([
    [
      'evidence of other bytes',
      { path: 'model', report: 'REPORT' },
      /speaks of sha256:\w+, the model's files are/,
    ],
    ['a model that is not there', { path: 'nowhere' }, /nowhere/],
    ['an image by its tag', { path: 'model', image: 'ghcr.io/o/train:latest' }, /ghcr\.io\/o\/train:latest/],
    ['a remote that is a command', { path: 'model', remote: 'ext::sh -c true' }, /is no git remote/],
    [
      'a remote nobody answers at',
      { path: 'model', remote: 'http://127.0.0.1:9/r.git' },
      /git ls-remote with http:\/\/127\.0\.0\.1:9\/r\.git failed/,
    ],
    [
      'a remote with a password in its address',
      { path: 'model', remote: 'http://ana:hunter2@127.0.0.1:9/r.git' },
      /remote holds a user or password.*remote-token/s,
    ],
  ])('%s', async (_, inputs, says) => {
    const gate = await run('validate-gate', INPUTS)
    await place.write('model/weights.bin', 'changed after the gate')
    const before = await place.files()
    const given = { ...inputs, ...('report' in inputs ? { report: gate.outputs['report']! } : {}) }
    const ended = await run('register-model', given)
    expect(ended).toMatchObject({ status: 'failure', exitCode: 1, outputs: {} })
    expect(ended.said('error')).toEqual([expect.stringMatching(says)])
    expect(ended.log).not.toContain('hunter2')
    expect(await place.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main')
    expect(await place.files()).toEqual(before)
  })
})
