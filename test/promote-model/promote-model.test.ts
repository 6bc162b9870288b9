import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { blobRef, digestBytes } from '@mlops-actions/registry'
import { beforeEach, describe, expect, it } from 'vitest'
import { codeOf } from '../registry/support/world.ts'
import { type Ended, makeWorkspace, MLOPS_YML, type Workspace } from '../registry/support/workspace.ts'

const BRANCH = 'refs/heads/mlops/registry'
const BOB = { github: { actor: 'bob' } }
const DAY = 86_400_000

let place: Workspace

/** Registers `weights n` as version n, with a passing validation report. */
async function registered(n: number): Promise<string> {
  const files = { 'model.json': `weights ${n}` }
  rmSync(join(place.folder, 'model'), { recursive: true, force: true })
  place.write('model/model.json', files['model.json'])
  await place.writeReport('gate.json', files)
  await place.writeReport(`rollout-${n}.json`, files, { kind: 'rollout' })
  const { outputs } = await place.register({ path: 'model', report: 'gate.json' })
  return outputs.get('model-digest')!
}

beforeEach(() => {
  place = makeWorkspace()
})

const failures = ({ report }: Ended) =>
  (report?.findings ?? [])
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ id, reason }) => ({ id, reason }))

describe('promote', () => {
  it('dev, staging, production: each by its own rules, with outputs for the next step', async () => {
    const digest = await registered(1)
    const dev = await place.promote({ version: '1', to: 'dev', 'expect-current': 'none' }, BOB)
    expect(Object.fromEntries(dev.outputs)).toMatchObject({
      version: '1',
      digest,
      changed: 'true',
      verdict: 'pass',
    })
    expect(dev.outputs.has('previous-version')).toBe(false)
    await place.promote({ version: 'v1', to: 'staging' }, BOB)

    const early = await place.promote({ version: digest, to: 'production' }, BOB)
    expect(early.ok).toBe(false)
    expect(early.message).toBe('m version 1 was not promoted to production: 1 of 6 rules not met')
    expect(early.report?.subject).toMatchObject({ version: '1', modelDigest: digest })
    expect(failures(early)).toEqual([
      { id: 'evidence.rollout', reason: 'no rollout report for this digest is attached to the version' },
    ])
    expect(early.outputs.get('changed')).toBe('false')

    const inputs = { version: '1', to: 'production', evidence: 'rollout-1.json', reason: 'release 12' }
    const live = await place.promote(inputs, BOB)
    expect(live.message).toBe('m version 1 is now in production')
    expect(live.report?.findings.every(({ status }) => status === 'pass')).toBe(true)
    const event = JSON.parse(place.git('show', `${BRANCH}:models/m/events/0000000005-promote.json`))
    expect(event).toMatchObject({
      reason: 'release 12',
      from: null,
      origin: { actor: 'bob' },
      policyDigest: digestBytes(MLOPS_YML),
    })
    expect(event.evidence).toHaveLength(2)

    const again = await place.promote(inputs, BOB)
    expect(again).toMatchObject({ ok: true, message: 'm version 1 was in production already' })
    expect(again.outputs.get('changed')).toBe('false')
    expect(again.outputs.get('event')).toBe(live.outputs.get('event'))
  })

  it('names every rule that is not met, with the line of the policy and what to do', async () => {
    await registered(1)
    const refused = await place.promote(
      { version: '1', to: 'production', 'expect-current': '7' },
      { github: { actor: 'mona' }, now: Date.now() + 15 * DAY },
    )
    expect(failures(refused).map(({ id }) => id)).toEqual([
      'order.staging',
      'evidence.validation',
      'evidence.rollout',
      'actor',
      'expect-current',
    ])
    expect(failures(refused)[1]?.reason).toMatch(/^it is from .*, older than 14d$/)
    const order = refused.report?.findings.find(({ id }) => id === 'order.staging')
    expect(order?.source).toMatchObject({ file: 'mlops.yml', line: 11 })
    expect(refused.report?.next).toContain('Promote it to staging first.')
    expect(refused.runtime.recorded.log).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: expect.stringMatching(/version 1 was never in staging.*Promote it to staging first/i),
        annotation: { title: 'order.staging', location: order?.source },
      }),
    )
    expect(place.git('rev-list', '--count', BRANCH)).toBe('1')
  })

  it('keeps a failed report as history, and it outvotes the older pass', async () => {
    await registered(1)
    await place.promote({ version: '1', to: 'dev' }, BOB)
    await place.writeReport('bad.json', { 'model.json': 'weights 1' }, { verdict: 'fail' })
    const refused = await place.promote({ version: '1', to: 'staging', evidence: 'bad.json' }, BOB)
    expect(failures(refused)).toMatchObject([{ id: 'evidence.validation' }])
    // Without giving it again.
    expect((await place.promote({ version: '1', to: 'staging' }, BOB)).ok).toBe(false)
  })

  it('evidence of other bytes is an error, and nothing is attached', async () => {
    await registered(1)
    await place.writeReport('other.json', { 'model.json': 'weights 2' })
    const inputs = { version: '1', to: 'dev', evidence: 'other.json' }
    expect(await codeOf(place.promote(inputs, BOB))).toBe('evidence-mismatch')
    expect(place.git('rev-list', '--count', BRANCH)).toBe('1')
  })
})

describe('rollback', () => {
  beforeEach(async () => {
    for (const n of [1, 2, 3]) {
      await registered(n)
      await place.promote({ version: String(n), to: 'dev' }, BOB)
    }
  })

  it('goes back, quarantines, and a second one goes further back', async () => {
    const back = await place.promote(
      { mode: 'rollback', to: 'dev', reason: 'errors', 'expect-current': '3' },
      BOB,
    )
    expect(back.message).toBe('dev of m is back at version 2')
    expect(Object.fromEntries(back.outputs)).toMatchObject({
      version: '2',
      'previous-version': '3',
      changed: 'true',
    })
    const twice = await place.promote(
      { mode: 'rollback', to: 'dev', reason: 'errors', 'expect-current': '3' },
      BOB,
    )
    expect(twice.ok).toBe(false)
    const further = await place.promote(
      { mode: 'rollback', to: 'dev', reason: 'still', 'expect-current': '2' },
      BOB,
    )
    expect(further.outputs.get('version')).toBe('1')

    const forbidden = await place.promote({ version: '3', to: 'dev' }, BOB)
    expect(failures(forbidden)).toEqual([{ id: 'quarantine', reason: 'it was quarantined: errors' }])
    const forced = await place.promote(
      { version: '3', to: 'dev', override: 'true', reason: 'false alarm' },
      BOB,
    )
    expect(forced.ok).toBe(true)
    expect(forced.report?.findings.find(({ id }) => id === 'quarantine')?.status).toBe('waived')
  })

  it('attaches the report that caused it to the version it takes away', async () => {
    await place.writeReport('bad.json', { 'model.json': 'weights 3' }, { kind: 'rollout', verdict: 'fail' })
    await place.promote({ mode: 'rollback', to: 'dev', reason: 'errors', evidence: 'bad.json' }, BOB)
    const events = place.git('ls-tree', '--name-only', `${BRANCH}:models/m/events`).split('\n')
    expect(events.slice(-2)).toEqual(['0000000007-attach-evidence.json', '0000000008-rollback.json'])
    const attached = JSON.parse(place.git('show', `${BRANCH}:models/m/events/${events.at(-2)}`))
    expect(attached.version).toBe(3)
  })
})

describe('verify', () => {
  it('is green on what the registry wrote, with receipts, and says how much it read', async () => {
    await registered(1)
    const { outputs } = await place.promote({ version: '1', to: 'dev' }, BOB)
    const sound = await place.promote({ mode: 'verify', receipts: outputs.get('event')! })
    expect(sound).toMatchObject({
      ok: true,
      message: "the registry's history is as it was written: 2 commits, 1 version",
    })
    expect(sound.report?.findings.map(({ id }) => id)).toEqual(['history', 'bytes', 'receipts'])
  })

  it('fails on what somebody did to it, naming commit and path', async () => {
    await registered(1)
    const { outputs } = await place.promote({ version: '1', to: 'dev' }, BOB)
    place.git('update-ref', BRANCH, `${BRANCH}~1`)
    const cut = await place.promote({ mode: 'verify', receipts: outputs.get('event')! })
    expect(cut.ok).toBe(false)
    expect(failures(cut)).toEqual([
      { id: 'receipt-missing.1', reason: `event ${outputs.get('event')} happened and is not in the history` },
    ])
    place.git('update-ref', '-d', blobRef(digestBytes('weights 1')))
    const gone = await place.promote({ mode: 'verify' })
    expect(failures(gone)).toMatchObject([
      {
        id: 'bytes.1',
        reason: expect.stringContaining('models/m/versions/1.json: "model.json" cannot be read'),
      },
    ])
  })

  it('a registry that is not there proves nothing', async () => {
    const empty = await place.promote({ mode: 'verify' })
    expect(empty.ok).toBe(false)
    expect(empty.message).toBe('there is no history to audit')
    expect(failures(empty)).toEqual([{ id: 'history', reason: 'there is no history' }])
  })
})

describe('inputs that do not fit together', () => {
  it.each([
    ['promote without a version', { to: 'dev' }, 'missing-input'],
    ['promote without a stage', { version: '1' }, 'missing-input'],
    ['rollback without a reason', { mode: 'rollback', to: 'dev' }, 'missing-input'],
    ['override without a reason', { version: '1', to: 'dev', override: 'true' }, 'missing-input'],
    ['a stage the policy does not have', { version: '1', to: 'prod' }, 'unknown-stage'],
    ['a version that is none', { version: 'latest', to: 'dev' }, 'unknown-version'],
    [
      'an expectation that is none',
      { version: '1', to: 'dev', 'expect-current': 'stable' },
      'unknown-version',
    ],
    ['a version nobody registered', { version: '9', to: 'dev' }, 'unknown-version'],
    ['verify of a stage', { mode: 'verify', to: 'dev' }, 'unused-input'],
    ['receipts with promote', { version: '1', to: 'dev', receipts: 'sha256:0' }, 'unused-input'],
    [
      'override with rollback',
      { mode: 'rollback', to: 'dev', reason: 'x', override: 'true' },
      'unused-input',
    ],
    ['a receipt that is none', { mode: 'verify', receipts: 'abc' }, 'invalid-receipt'],
    ['a mode that is none', { mode: 'demote' }, 'invalid-inputs'],
  ] as const)('%s', async (_, inputs, code) => {
    await registered(1)
    expect(await codeOf(place.promote(inputs, BOB))).toBe(code)
    expect(place.git('rev-list', '--count', BRANCH)).toBe('1')
  })

  it('a model nobody registered', async () => {
    expect(await codeOf(place.promote({ version: '1', to: 'dev' }, BOB))).toBe('unknown-model')
  })
})

describe('hostile text', () => {
  it('in reasons and report headlines reaches the report as text only', async () => {
    await registered(1)
    const reason = '</td><script>alert(1)</script>\n::set-output name=version::9\n@everyone'
    const ended = await place.promote({ version: '1', to: 'dev', reason }, BOB)
    expect(ended.ok).toBe(true)
    expect(ended.report?.facts.find(({ label }) => label === 'Reason')?.value).toBe(reason)
    expect(ended.runtime.recorded.summary).not.toContain('<script>')
    expect(place.git('log', '-1', '--format=%B', BRANCH)).toMatch(
      /^promote m v1 to dev\n\nAttempt: [0-9a-f]{32}$/,
    )
  })
})
