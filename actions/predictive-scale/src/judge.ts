import { COVERAGE_SLACK, type FloorOutcome, type FloorTarget } from '@mlops-actions/forecast'
import type { Finding, SourceLocation } from '@mlops-actions/policy'
import type { Blind, Outlook } from './foresee.ts'
import type { Settings } from './settings.ts'

/** Below this share of measured slots a history is worth a look. */
const WELL_MEASURED = 0.9

/** Where in the policy a part of `scaling` stands, if an annotation can point there. */
export type Locate = (...keys: readonly string[]) => { readonly source?: SourceLocation }

/** Whether the forecast may be believed, and what it found. */
export function forecastFindings(
  outlook: Outlook | Blind,
  settings: Settings,
  locate: Locate,
): readonly Finding[] {
  const outcome = settings.spec.on_abstain ?? 'warn'
  if (outlook.kind === 'blind') {
    return [
      {
        id: 'scaling.history',
        kind: 'forecast',
        title: 'the history is long and whole enough to forecast from',
        status: 'inconclusive',
        outcome,
        reason: outlook.reason,
        remedy: 'Nothing is scaled until there is more history; look at the query if there should be.',
        ...locate('history'),
      },
    ]
  }
  return [
    historyFinding(outlook, locate),
    skillFinding(outlook, outcome, locate),
    coverageFinding(outlook, settings, outcome, locate),
    limitFinding(outlook, settings, locate),
    ...outlook.unknownOccasions.map((name) => occasionFinding(name, locate)),
  ]
}

function historyFinding({ history, grid }: Outlook, locate: Locate): Finding {
  const whole = history.measured >= WELL_MEASURED
  const days = (grid.values.length * grid.stepMs) / 86_400_000
  return {
    id: 'scaling.history',
    kind: 'forecast',
    title: `at least ${100 * WELL_MEASURED} % of the history was measured`,
    status: whole ? 'pass' : 'warn',
    outcome: whole ? 'pass' : 'warn',
    reason: `${(100 * history.measured).toFixed(1)} % of ${days.toFixed(1)} days were measured, the rest was filled in`,
    ...(!whole && {
      remedy: 'Look for scrapes that failed; long gaps are filled from the same time of other days.',
    }),
    candidate: { value: history.measured, n: grid.values.length, unit: 'share' },
    ...locate('load'),
  }
}

function skillFinding({ forecast, trust }: Outlook, outcome: 'warn' | 'fail', locate: Locate): Finding {
  const { combined, naive, naiveName, folds } = forecast.accuracy
  const better = trust.skill === 'better'
  const words = naiveName === 'naive-week' ? 'as last week' : 'as yesterday'
  return {
    id: 'scaling.skill',
    kind: 'forecast',
    title: `the forecast is no worse than "${words}"`,
    status: better ? 'pass' : 'inconclusive',
    outcome: better ? 'pass' : outcome,
    reason: `over ${folds} rehearsals it is off by ${combined.toFixed(3)}, and "${words}" by ${naive.toFixed(3)} (mean absolute scaled error)`,
    ...(!better && {
      remedy: "Nothing is scaled on it. Load without a rhythm is the reactive autoscaler's.",
    }),
    candidate: { value: combined, n: folds, unit: 'MASE' },
    baseline: { value: naive, n: folds, unit: 'MASE' },
    improvement: { value: naive - combined, n: folds, unit: 'MASE' },
    ...locate('load'),
  }
}

function coverageFinding(
  { forecast, trust }: Outlook,
  { level }: Settings,
  outcome: 'warn' | 'fail',
  locate: Locate,
): Finding {
  const { coverage, hours } = forecast.accuracy
  const held = trust.coverage === 'held'
  const share = (value: number) => `${(100 * value).toFixed(1)} %`
  return {
    id: 'scaling.coverage',
    kind: 'forecast',
    title: `the upper bound holds ${share(level)} of hourly peaks`,
    status: held ? 'pass' : 'inconclusive',
    outcome: held ? 'pass' : outcome,
    reason:
      trust.coverage === 'unknown'
        ? 'there are too few rehearsals to say'
        : `it held ${share(coverage)} of ${hours} hourly peaks it had not seen`,
    ...(!held && {
      remedy: 'Nothing is scaled on it until the bound holds again; a changed level takes some days.',
    }),
    candidate: { value: coverage, n: hours, unit: 'share' },
    required: `>= ${share(level - COVERAGE_SLACK)}`,
    ...locate('level'),
  }
}

function limitFinding({ plan, steps }: Outlook, { limits }: Settings, locate: Locate): Finding {
  const fits = plan.capped === 0
  return {
    id: 'scaling.limit',
    kind: 'capacity',
    title: `${limits.max} replicas are enough for what is expected`,
    status: fits ? 'pass' : 'warn',
    outcome: fits ? 'pass' : 'warn',
    reason: fits
      ? `at most ${plan.needed} are needed within the horizon`
      : `${plan.needed} are needed at the peak; ${plan.capped} of ${steps.length} steps need more than \`max\``,
    ...(!fits && { remedy: 'Raise `max`, or make a replica carry more.' }),
    candidate: { value: plan.needed, n: steps.length, unit: 'replicas' },
    ...locate('max'),
  }
}

function occasionFinding(name: string, locate: Locate): Finding {
  return {
    id: `scaling.calendar[${name}]`,
    kind: 'forecast',
    title: `it is known what ${name} does to the load`,
    status: 'inconclusive',
    outcome: 'warn',
    reason: 'it has no factor, and no past one lies within the history: an ordinary day is planned',
    remedy: 'Give it a `factor`, or list a past one and lengthen `history`.',
    ...locate('calendar'),
  }
}

/** What became of the target. */
export function targetFinding(target: FloorTarget, outcome: FloorOutcome | Error): Finding {
  const common = { id: 'scaling.target', kind: 'capacity', title: `${target.name} has the replicas planned` }
  if (outcome instanceof Error) {
    return { ...common, status: 'error', outcome: 'fail', reason: outcome.message }
  }
  if (outcome.result === 'contended') {
    return {
      ...common,
      status: 'error',
      outcome: 'fail',
      reason: 'somebody else changed it each time before the write arrived',
      remedy: 'Stop what else writes it (another workflow, a controller that reverts it).',
    }
  }
  return { ...common, status: 'pass', outcome: 'pass', reason: `${outcome.result}: ${outcome.move.why}` }
}
