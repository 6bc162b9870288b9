import type { Finding } from '@mlops-actions/policy'
import { type Expectation, judgeExpectation } from '../promotion/expectation.ts'
import type { ModelState, VersionState } from '../state/state.ts'

export interface RollbackQuestion {
  readonly state: ModelState
  readonly stage: string
  /** A version to go back to; undefined takes the newest good one. */
  readonly to: VersionState | undefined
  readonly expect: Expectation | undefined
  /** What re-reading a version's bytes says: undefined when they are the registered ones. */
  readonly verify: (version: VersionState) => Promise<string | undefined>
}

export interface RollbackDecision {
  readonly findings: readonly Finding[]
  /** Where to go, when all findings allow it. */
  readonly target: VersionState | undefined
}

/**
 * Where a stage goes back to: the newest version it held before, that is not the current one, not quarantined, and
 * whose bytes are still there. Because the version taken away is quarantined, a second rollback goes one further back
 * instead of returning to it.
 */
export async function decideRollback(question: RollbackQuestion): Promise<RollbackDecision> {
  const { state, stage, expect } = question
  const pointer = state.stages.get(stage)
  const expectation = expect ? [judgeExpectation(expect, pointer, stage)] : []
  const { finding, target } = await chooseTarget(question)
  const findings = [...expectation, finding]
  return { findings, target: findings.some(({ outcome }) => outcome === 'fail') ? undefined : target }
}

async function chooseTarget(
  question: RollbackQuestion,
): Promise<{ readonly finding: Finding; readonly target: VersionState | undefined }> {
  const { state, stage, to, verify } = question
  const pointer = state.stages.get(stage)
  const title = to
    ? `version ${to.version} is good to go back to`
    : `${stage} held a version before that is still good`
  const common = { id: 'rollback-target', kind: 'rollback', title }
  const held = [...new Set((pointer?.previous ?? []).map(({ version }) => version))].filter(
    (version) => version !== pointer?.version,
  )
  const candidates = to ? held.filter((version) => version === to.version) : held
  const rejected: string[] = []
  for (const number of candidates) {
    const version = state.versions.get(number)!
    const problem = version.retired ? 'retired' : version.quarantined ? 'quarantined' : await verify(version)
    if (problem === undefined) {
      const reason = `version ${number} (${version.modelDigest})${rejected.length > 0 ? `, because ${rejected.join(', ')}` : ''}`
      return { target: version, finding: { ...common, status: 'pass', outcome: 'pass', reason } }
    }
    rejected.push(`version ${number}: ${problem}`)
  }
  const reason =
    rejected.length > 0
      ? rejected.join('; ')
      : `${stage} ${pointer ? `holds version ${pointer.version} and held ${to ? `never version ${to.version}` : 'nothing else'} before` : 'never held anything'}`
  return {
    target: undefined,
    finding: {
      ...common,
      status: 'fail',
      outcome: 'fail',
      reason,
      remedy: 'Promote a good version to the stage instead.',
    },
  }
}
