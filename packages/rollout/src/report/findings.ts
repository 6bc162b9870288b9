import type { Finding } from '@mlops-actions/policy'
import type { Judgement, KpiJudgement } from '../judge.ts'
import type { KpiPlan, RolloutPlan } from '../plan.ts'
import type { RolloutState } from '../state.ts'
import { countText, evidenceText, rateText } from '../text.ts'

/** How it is known which model each arm serves. */
export type IdentityCheck =
  | { readonly kind: 'verified'; readonly expected: string | undefined }
  | { readonly kind: 'unchecked' }

/** One finding a question the rollout answers: how it ended, whose traffic it was, each KPI. */
export function rolloutFindings(
  plan: RolloutPlan,
  state: RolloutState,
  judgement: Judgement | undefined,
  identity: IdentityCheck,
): readonly Finding[] {
  return [
    decisionFinding(state),
    ...plan.kpis.map((kpi) =>
      kpiFinding(
        kpi,
        judgement?.kpis.find(({ name }) => name === kpi.name),
      ),
    ),
    shareFinding(judgement),
    identityFinding(identity, state.digests),
  ]
}

function decisionFinding(state: RolloutState): Finding {
  const common = { id: 'rollout.decision', kind: 'rollout', title: 'the canary takes over all traffic' }
  const reason = state.reason ?? 'no reason was recorded'
  switch (state.verdict) {
    case 'promoted':
      return { ...common, status: 'pass', outcome: 'pass', reason }
    case 'rolled-back':
      return {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason,
        remedy: 'all traffic is on stable again; mend the cause before the next attempt',
      }
    case 'rolling-back':
    case 'promoting':
      return {
        ...common,
        status: 'error',
        outcome: 'fail',
        reason,
        remedy:
          'the target did not confirm its weights: the canary may still get traffic; look there by hand',
      }
    case 'running':
    case 'held':
      return {
        ...common,
        status: 'inconclusive',
        outcome: 'fail',
        reason,
        remedy: `traffic stays at ${state.weight} % until a person decides`,
      }
  }
}

function kpiFinding(kpi: KpiPlan, judged: KpiJudgement | undefined): Finding {
  const common = {
    id: `kpi.not-worse[${kpi.name}]`,
    kind: 'kpi',
    title: `${kpi.name}: the canary's rate is less than ${kpi.marginRatio} times stable's`,
    required: `ratio < ${kpi.marginRatio}`,
  }
  if (!judged || judged.totals.canaryTotal === 0) {
    const reason = 'the canary served no request that was measured'
    return {
      ...common,
      status: 'error',
      outcome: 'fail',
      reason,
      remedy: 'check the selectors and the traffic',
    }
  }
  const { totals, ratio, harm, promote } = judged
  const reason =
    `canary ${rateText(totals.canaryEvents, totals.canaryTotal)} of ${countText(totals.canaryTotal)}, ` +
    `stable ${rateText(totals.stableEvents, totals.stableTotal)} of ${countText(totals.stableTotal)}; ` +
    `ratio ${ratioText(ratio.estimate)} [${ratioText(ratio.low)}, ${ratioText(ratio.high)}] at every look; ` +
    `harm evidence ${evidenceText(harm.log)} of ${evidenceText(harm.needed)}, ` +
    `safety evidence ${evidenceText(promote.log)} of ${evidenceText(promote.needed)}`
  const measured = {
    candidate: { value: totals.canaryEvents / totals.canaryTotal, n: totals.canaryTotal, unit: 'share' },
    ...(totals.stableTotal > 0 && {
      baseline: { value: totals.stableEvents / totals.stableTotal, n: totals.stableTotal, unit: 'share' },
    }),
  }
  if (harm.log >= harm.needed) return { ...common, ...measured, status: 'fail', outcome: 'fail', reason }
  if (promote.log >= promote.needed)
    return { ...common, ...measured, status: 'pass', outcome: 'pass', reason }
  const remedy = 'more traffic or time is needed to prove it either way'
  return { ...common, ...measured, status: 'inconclusive', outcome: 'fail', reason, remedy }
}

function shareFinding(judgement: Judgement | undefined): Finding {
  const common = { id: 'traffic.as-configured', kind: 'traffic', title: 'traffic is split as configured' }
  const share = judgement?.share
  switch (share?.kind) {
    case 'as-configured':
      return { ...common, status: 'pass', outcome: 'pass', reason: share.reason }
    case 'not-split':
      return {
        ...common,
        status: 'fail',
        outcome: 'fail',
        reason: share.reason,
        remedy: 'look for sticky sessions, a dead server or a second router',
      }
    case 'unknown':
    case undefined:
      return {
        ...common,
        status: 'inconclusive',
        outcome: 'warn',
        reason: share?.reason ?? 'nothing was measured',
      }
  }
}

function identityFinding(identity: IdentityCheck, digests: RolloutState['digests']): Finding {
  const common = { id: 'identity', kind: 'identity', title: 'each arm serves the model it should' }
  switch (identity.kind) {
    case 'verified': {
      const named =
        digests.stable === undefined
          ? 'the canary named the digest it serves, stable was not asked'
          : 'both arms named the digest they serve'
      const reason = identity.expected === undefined ? named : `the canary serves ${identity.expected}`
      return { ...common, status: 'pass', outcome: 'pass', reason }
    }
    case 'unchecked':
      return {
        ...common,
        status: 'inconclusive',
        outcome: 'warn',
        reason: 'no arm was asked which model it serves, so this rollout is no evidence for any digest',
        remedy: 'set stable-identity-url, canary-identity-url and digest',
      }
  }
}

function ratioText(ratio: number): string {
  if (Number.isNaN(ratio)) return 'unknown'
  if (!Number.isFinite(ratio)) return 'unbounded'
  return ratio >= 100 ? String(Math.round(ratio)) : String(Number(ratio.toPrecision(3)))
}
