import { type Outcome, verdictOf } from '@mlops-actions/policy'
import type { Provenance, Report, Subject } from '@mlops-actions/report'
import type { Judgement } from '../judge.ts'
import type { StepOutlook } from '../outlook.ts'
import type { RolloutPlan } from '../plan.ts'
import type { RolloutState } from '../state.ts'
import { elapsedText, minutesText } from '../text.ts'
import { rolloutCharts } from './charts.ts'
import { type IdentityCheck, rolloutFindings } from './findings.ts'

export interface RolloutRecord {
  readonly plan: RolloutPlan
  readonly state: RolloutState
  readonly judgement?: Judgement
  readonly identity: IdentityCheck
  readonly outlook: readonly StepOutlook[]
  readonly subject: Subject
  readonly provenance: Provenance
}

/** The report of a rollout, as it stands at `now` (milliseconds since the epoch). */
export function rolloutReport(record: RolloutRecord, now: number): Report {
  const { plan, state, judgement, identity } = record
  const findings = rolloutFindings(plan, state, judgement, identity)
  return {
    schema: 'mlops-actions/report/v1',
    kind: 'rollout',
    verdict: verdictOf(findings),
    headline: headline(state),
    subject: record.subject,
    findings,
    charts: rolloutCharts(plan, state, judgement),
    facts: facts(record, now),
    next: next(record, verdictOf(findings)),
    provenance: record.provenance,
  }
}

function headline(state: RolloutState): string {
  const name = state.version === undefined ? state.model : `${state.model} ${state.version}`
  const why = state.reason ?? ''
  switch (state.verdict) {
    case 'promoted':
      return `${name} serves all traffic: ${why}`
    case 'rolled-back':
      return `${name} was rolled back: ${why}`
    case 'held':
      return `${name} is held at ${state.weight} %: ${why}`
    case 'running':
      return `${name} is at ${state.weight} % of traffic`
    case 'promoting':
    case 'rolling-back':
      return `${name} could not be confirmed as ${state.verdict}: ${why}`
  }
}

function facts({ plan, state, judgement, outlook }: RolloutRecord, now: number): Report['facts'] {
  const looks = Math.max(0, ...Object.values(state.looks).map((taken) => taken.length))
  const dispersion = Math.max(1, ...(judgement?.kpis ?? []).map((kpi) => kpi.dispersion))
  const weights = state.shifts.map(([, percent]) => `${percent}\u00A0%`).join(' → ')
  const { canary, stable } = state.digests
  return [
    { label: 'Target', value: state.target },
    { label: 'Weights', value: weights || 'never shifted' },
    { label: 'Lasted', value: `${elapsedText(now - Date.parse(state.startedAt))}, ${looks} looks` },
    {
      label: 'Wrong in at most',
      value: `${percentText(plan.alpha)} of rollbacks of a good canary, ${percentText(plan.beta)} of promotions beyond the margin, all looks together`,
    },
    { label: 'Dispersion', value: dispersion.toFixed(2) },
    ...(canary === undefined ? [] : [{ label: 'Canary serves', value: shortDigest(canary) }]),
    ...(stable === undefined ? [] : [{ label: 'Stable serves', value: shortDigest(stable) }]),
    ...plan.kpis.flatMap((kpi) => plannedFact(kpi.name, outlook)),
    { label: 'Rollout', value: state.id },
    { label: 'Plan', value: shortDigest(state.configDigest) },
  ]
}

/** What was expected before anything moved: `5 %: 4 min / 38 min`. */
function plannedFact(kpi: string, outlook: readonly StepOutlook[]): Report['facts'] {
  const steps = outlook.filter((step) => step.kpi === kpi)
  if (steps.length === 0) return []
  const value = steps.map(
    ({ percent, seeGrossHarm, proveMargin }) =>
      `${percent}\u00A0%: ${seenText(seeGrossHarm)} / ${minutesText(proveMargin)}`,
  )
  return [{ label: `To see 3 × ${kpi} / to prove the margin`, value: value.join(' · ') }]
}

/** Three times nothing is nothing: with no events on stable there is no multiple of them to see. */
function seenText(minutes: number): string {
  return Number.isFinite(minutes) ? minutesText(minutes) : 'stable has no events'
}

function percentText(share: number): string {
  return `${Number((100 * share).toPrecision(3))}\u00A0%`
}

/** As much as people compare; the whole digest is in the subject. */
function shortDigest(digest: string): string {
  return digest.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…')
}

function next({ state, judgement }: RolloutRecord, verdict: Outcome): readonly string[] {
  switch (state.verdict) {
    case 'promoted':
      return verdict === 'pass'
        ? ['Promote this version to its production stage in the registry; this report is the evidence.']
        : ['Mend the warnings above: the registry takes only a passing report as evidence.']
    case 'rolled-back':
      return judgement?.kind === 'rollback'
        ? ['Find what made the canary worse (its logs over the last step), then roll out a new version.']
        : ['The canary was not found worse: mend what ended the rollout, then start it again.']
    case 'held':
      return [`Decide by hand: traffic stays at ${state.weight} % until somebody moves it.`]
    case 'running':
      return ['Nothing: the next look follows.']
    case 'promoting':
    case 'rolling-back':
      return ['Check the weights on the target by hand, then run canary-deploy with mode: reconcile.']
  }
}
