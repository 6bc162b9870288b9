import {
  beginRollout,
  type IdentityCheck,
  rollBack,
  rolloutReport,
  type RolloutState,
} from '@mlops-actions/rollout'
import { describe, expect, it } from 'vitest'
import { planOf } from './traffic.ts'

const START = Date.UTC(2026, 0, 1)
const plan = planOf()

function reportOf(state: RolloutState, identity: IdentityCheck) {
  const subject = { model: 'delay', data: [] }
  const provenance = {
    createdAt: new Date(START).toISOString(),
    action: 'canary-deploy',
    actionVersion: '0',
  }
  return rolloutReport({ plan, state, identity, outlook: [], subject, provenance }, START)
}

function begun(digests: RolloutState['digests']): RolloutState {
  const identity = { id: 'r1', target: 'memory/m', model: 'delay', configDigest: 'sha256:0', holder: 'run 1' }
  return beginRollout(plan, { ...identity, digests }, START)
}

describe('the report of a rollout', () => {
  it('does not say that traffic is safe where the target did not confirm the rollback', () => {
    const { state } = rollBack(begun({}), 'harm')
    const [decision] = reportOf(state, { kind: 'unchecked' }).findings
    expect(decision).toMatchObject({ status: 'error', outcome: 'fail' })
    expect(decision?.remedy).toContain('may still get traffic')
  })

  it('says which arms were asked what they serve', () => {
    const identityOf = (digests: RolloutState['digests']) =>
      reportOf(begun(digests), { kind: 'verified', expected: undefined }).findings.find(
        ({ id }) => id === 'identity',
      )?.reason
    const [canary, stable] = ['sha256:c', 'sha256:s']
    expect(identityOf({ canary })).toContain('stable was not asked')
    expect(identityOf({ canary, stable })).toContain('both arms')
  })
})
