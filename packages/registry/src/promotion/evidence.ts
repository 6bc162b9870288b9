import { type EvidenceRequirement, type Finding, toMilliseconds } from '@mlops-actions/policy'
import type { Digest } from '@mlops-actions/report'
import type { Evidence } from '../evidence/evidence.ts'

/** Clocks of runners differ a little; a report from further in the future is not believed. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000

export interface EvidenceQuestion {
  readonly requirement: EvidenceRequirement
  readonly model: string
  readonly modelDigest: Digest
  readonly evidence: readonly Evidence[]
  /** The policy that now decides. */
  readonly policyDigest: Digest
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * Is there evidence of the required kind for these bytes? The newest report of the kind speaks, alone: an earlier pass
 * does not outvote a later failure.
 *
 * @returns the finding, and the report it rests on when it passed
 */
export function judgeEvidence(question: EvidenceQuestion): {
  readonly finding: Finding
  readonly used: Evidence | undefined
} {
  const { requirement, model, modelDigest, evidence } = question
  const newest = evidence
    .filter(({ kind }) => kind === requirement.evidence)
    .filter((item) => item.model === model && item.modelDigest === modelDigest)
    .toReversed() // of two with one date, the one attached later
    .sort((a, b) => b.createdAt - a.createdAt)[0]
  const problem = newest ? problemOf(newest, question) : missing(requirement)
  return {
    used: problem ? undefined : newest,
    finding: {
      id: `evidence.${requirement.evidence}`,
      kind: 'evidence',
      title: `a ${requirement.evidence} report for exactly these bytes`,
      required: describe(requirement),
      ...(problem
        ? { status: newest ? 'fail' : 'error', outcome: 'fail', ...problem }
        : { status: 'pass', outcome: 'pass', reason: `${newest!.verdict}: ${newest!.headline}` }),
    },
  }
}

interface Problem {
  readonly reason: string
  readonly remedy: string
}

function problemOf(evidence: Evidence, question: EvidenceQuestion): Problem | undefined {
  const { requirement, now, policyDigest } = question
  const again = `Run the ${requirement.evidence} again and attach its report.`
  const age = now - evidence.createdAt
  if (evidence.verdict === 'fail' || (evidence.verdict === 'warn' && requirement.verdict !== 'warn')) {
    return {
      reason: `its newest ${requirement.evidence} verdict is ${evidence.verdict}: ${evidence.headline}`,
      remedy: `Mend what that report found and register the result: repeating a ${requirement.evidence} until it passes proves nothing.`,
    }
  }
  if (!Number.isFinite(age) || age < -MAX_CLOCK_SKEW_MS) {
    return { reason: `it is dated ${instantOf(evidence)}, which has not come yet`, remedy: again }
  }
  if (requirement.max_age !== undefined && age > toMilliseconds(requirement.max_age)) {
    return {
      reason: `it is from ${instantOf(evidence)}, older than ${requirement.max_age}`,
      remedy: again,
    }
  }
  if (evidence.policyDigest === undefined) {
    return { reason: 'it does not say which policy it was judged by', remedy: again }
  }
  if (requirement.same_policy === true && evidence.policyDigest !== policyDigest) {
    return { reason: 'it was judged by another policy than the one that decides now', remedy: again }
  }
  return undefined
}

function missing({ evidence }: EvidenceRequirement): Problem {
  return {
    reason: `no ${evidence} report for this digest is attached to the version`,
    remedy: `Run the ${evidence} on these very files and attach its report (input \`evidence\`).`,
  }
}

function describe({ verdict = 'pass', max_age, same_policy }: EvidenceRequirement): string {
  const parts = [verdict === 'warn' ? 'pass or warn' : 'pass']
  if (max_age !== undefined) parts.push(`at most ${max_age} old`)
  if (same_policy === true) parts.push('same policy')
  return parts.join(', ')
}

function instantOf({ createdAt }: Evidence): string {
  return Number.isFinite(createdAt) ? new Date(createdAt).toISOString() : 'no readable date'
}
