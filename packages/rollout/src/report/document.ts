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
    next: next(state, verdictOf(findings)),
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
  return [
    { label: 'Target', value: state.target },
    {
      label: 'Weights',
      value: state.shifts.map(([, percent]) => `${percent} %`).join(' → ') || 'never shifted',
    },
    { label: 'Lasted', value: `${elapsedText(now - Date.parse(state.startedAt))}, ${looks} looks` },
    {
      label: 'Error control',
      value: `a good canary is rolled back with chance ≤ ${plan.alpha}, one beyond its margin promoted with ≤ ${plan.beta}, over all looks`,
    },
    {
      label: 'Dispersion',
      value: `${dispersion.toFixed(2)} (evidence is divided by it; a correction, not a theorem)`,
    },
    ...(state.digests.canary === undefined ? [] : [{ label: 'Canary digest', value: state.digests.canary }]),
    ...(state.digests.stable === undefined ? [] : [{ label: 'Stable digest', value: state.digests.stable }]),
    ...outlook.map(({ kpi, percent, seeGrossHarm, proveMargin }) => ({
      label: `Planned, ${kpi} at ${percent} %`,
      value: `${minutesText(seeGrossHarm)} to see three times the rate, ${minutesText(proveMargin)} to prove the margin`,
    })),
    { label: 'Rollout', value: `${state.id}, configuration ${state.configDigest}` },
  ]
}

function next(state: RolloutState, verdict: Outcome): readonly string[] {
  switch (state.verdict) {
    case 'promoted':
      return verdict === 'pass'
        ? ['Promote this version to its production stage in the registry; this report is the evidence.']
        : ['Mend the warnings above: the registry takes only a passing report as evidence.']
    case 'rolled-back':
      return [
        'Find what made the canary worse (its logs over the time of the last step), then roll out a new version.',
      ]
    case 'held':
      return [`Decide by hand: traffic stays at ${state.weight} % until somebody moves it.`]
    case 'running':
      return ['Nothing: the next look follows.']
    case 'promoting':
    case 'rolling-back':
      return ['Check the weights on the target by hand, then run canary-deploy with mode: reconcile.']
  }
}
