import { type Finding, type StageSpec, verdictOf } from '@mlops-actions/policy'
import type { Digest } from '@mlops-actions/report'
import type { Evidence } from '../evidence/evidence.ts'
import type { ModelState, VersionState } from '../state/state.ts'
import { judgeEvidence } from './evidence.ts'
import { type Expectation, judgeExpectation } from './expectation.ts'

export interface PromotionQuestion {
  readonly state: ModelState
  readonly version: VersionState
  readonly evidence: readonly Evidence[]
  readonly stage: StageSpec
  readonly policyDigest: Digest
  /** Who asks; undefined outside CI. */
  readonly actor: string | undefined
  readonly expect: Expectation | undefined
  readonly override: boolean
  readonly reason: string | undefined
  /** What re-reading the bytes said: undefined when they are the registered ones. */
  readonly bytesProblem: string | undefined
  /** Milliseconds since the epoch. */
  readonly now: number
}

export interface PromotionDecision {
  readonly findings: readonly Finding[]
  readonly allowed: boolean
  /** The stage holds the version already: nothing to do, and nothing wrong with a second run. */
  readonly held: boolean
  readonly evidence: readonly Digest[]
}

/**
 * May this version go to this stage? Every rule is judged, also after the first that fails: whoever reads the report
 * mends all of it at once.
 */
export function decidePromotion(question: PromotionQuestion): PromotionDecision {
  const { state, version, stage } = question
  const held = state.stages.get(stage.name)?.version === version.version
  const judged = (stage.requires ?? []).map((requirement) =>
    judgeEvidence({
      requirement,
      model: state.model,
      modelDigest: version.modelDigest,
      evidence: question.evidence,
      policyDigest: question.policyDigest,
      now: question.now,
    }),
  )
  const findings = [
    judgeBytes(question),
    judgeQuarantine(question),
    ...judgeLifecycle(question),
    ...(stage.after === undefined ? [] : [judgeOrder(question, stage.after)]),
    ...judged.map(({ finding }) => finding),
    ...(stage.distinct_actor === true ? [judgeActor(question)] : []),
    // A run repeated after it won finds its own version where it expected the old one; that is success, not a race.
    ...(question.expect === undefined || held
      ? []
      : [judgeExpectation(question.expect, state.stages.get(stage.name), stage.name)]),
  ]
  return {
    findings,
    allowed: verdictOf(findings) !== 'fail',
    held,
    evidence: judged.flatMap(({ used }) => (used ? [used.digest] : [])),
  }
}

function judgeBytes({ version, bytesProblem }: PromotionQuestion): Finding {
  const common = { id: 'bytes', kind: 'bytes', title: 'the stored bytes are the registered ones' }
  return bytesProblem === undefined
    ? { ...common, status: 'pass', outcome: 'pass', reason: `they hash to ${version.modelDigest}` }
    : {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason: bytesProblem,
        remedy: 'Do not serve this version. Restore the bytes from a backup or register the model again.',
      }
}

function judgeQuarantine({ version, override, reason }: PromotionQuestion): Finding {
  const common = { id: 'quarantine', kind: 'quarantine', title: 'the version is not quarantined' }
  const { quarantined } = version
  if (!quarantined) return { ...common, status: 'pass', outcome: 'pass', reason: 'it is not' }
  if (override && reason !== undefined) {
    return { ...common, status: 'waived', outcome: 'pass', reason: `overridden: ${reason}` }
  }
  return {
    ...common,
    status: 'fail',
    outcome: 'fail',
    reason: `it was quarantined: ${quarantined.reason}`,
    remedy: 'Promote another version, or set `override: true` and say why in `reason`.',
  }
}

/** Said only where there is something to say. */
function judgeLifecycle({
  version: { version, deprecated, retired },
}: PromotionQuestion): readonly Finding[] {
  const common = { id: 'lifecycle', kind: 'lifecycle', title: 'the version is in use' }
  if (retired) {
    const remedy = 'Promote another version; register the model again if it must be this one.'
    return [
      {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason: `version ${version} is retired: ${retired.reason}`,
        remedy,
      },
    ]
  }
  if (!deprecated) return []
  const remedy = 'Promote a newer version.'
  return [
    { ...common, status: 'warn', outcome: 'warn', reason: `it is deprecated: ${deprecated.reason}`, remedy },
  ]
}

function judgeOrder({ state, version }: PromotionQuestion, after: string): Finding {
  const common = {
    id: `order.${after}`,
    kind: 'order',
    title: `the version holds or has held ${after}`,
    required: after,
  }
  const pointer = state.stages.get(after)
  const history = pointer ? [pointer, ...pointer.previous] : []
  const holding = history.find((entry) => entry.version === version.version)
  return holding
    ? { ...common, status: 'pass', outcome: 'pass', reason: `since ${holding.since}` }
    : {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason: `version ${version.version} was never in ${after}`,
        remedy: `Promote it to ${after} first.`,
      }
}

function judgeActor({ version, actor }: PromotionQuestion): Finding {
  const common = { id: 'actor', kind: 'actor', title: 'promoted by another person than registered it' }
  const registrant = version.registeredBy.actor
  if (actor === undefined || registrant === undefined) {
    return {
      ...common,
      status: 'error',
      outcome: 'fail',
      reason: `nobody knows who ${actor === undefined ? 'promotes' : 'registered'} this version`,
      remedy: 'Run both actions in a workflow: GITHUB_ACTOR names the person.',
    }
  }
  // GitHub logins are case-insensitive: `Ann` and `ann` are one person.
  return actor.toLowerCase() === registrant.toLowerCase()
    ? {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason: `${actor} registered version ${version.version} and asks to promote it`,
        remedy: 'Let somebody else start the promotion.',
      }
    : { ...common, status: 'pass', outcome: 'pass', reason: `${registrant} registered, ${actor} promotes` }
}
