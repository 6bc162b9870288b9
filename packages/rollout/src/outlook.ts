import { minutesToDecision } from '@mlops-actions/stats'
import { RolloutError } from './error.ts'
import type { KpiPlan, RolloutPlan } from './plan.ts'
import { minutesText } from './text.ts'

/** The rise every plan must be able to see before it may shift traffic. */
const GROSS_HARM = 3
/** What a mixture over alternatives costs, in log evidence; `minutesToDecision` adds the same. */
const MIXTURE_COST = 2

/** What stable does at present, before anything is shifted. */
export interface Baseline {
  readonly requestsPerMinute: number
  /** Share of events, 0..1. */
  readonly rate: number
}

/** How long one step takes to tell, in minutes of expected traffic; Infinity when it never can. */
export interface StepOutlook {
  readonly kpi: string
  readonly percent: number
  /** Until a canary three times as bad is rolled back. */
  readonly seeGrossHarm: number
  /** Until an equally good canary is proven within the margin. */
  readonly proveMargin: number
}

/** What each step below 100 % can be expected to show, given how stable behaves now. */
export function outlookOf(
  plan: RolloutPlan,
  baselines: Readonly<Record<string, Baseline>>,
): readonly StepOutlook[] {
  return plan.kpis.flatMap((kpi) => {
    const baseline = baselines[kpi.name]
    if (!baseline) return []
    return plan.steps
      .filter((percent) => percent < 100)
      .map((percent) => stepOutlook(plan, kpi, baseline, percent))
  })
}

function stepOutlook(plan: RolloutPlan, kpi: KpiPlan, baseline: Baseline, percent: number): StepOutlook {
  const common = {
    baseRate: baseline.rate,
    requestsPerMinute: baseline.requestsPerMinute,
    canaryShare: percent / 100,
  }
  const canaryPerMinute = baseline.requestsPerMinute * common.canaryShare
  // A service without events proves a rare rate instead: -log(1 - r) of evidence a request, about r.
  const provenRare =
    kpi.negligibleRate !== undefined && kpi.negligibleRate > 2 * baseline.rate
      ? (Math.log(1 / plan.beta) + MIXTURE_COST) / (kpi.negligibleRate * canaryPerMinute)
      : Infinity
  const proveMargin = minutesToDecision({
    ...common,
    trueRatio: 1,
    nullRatio: kpi.marginRatio,
    alpha: plan.beta,
  })
  const seeGrossHarm = minutesToDecision({
    ...common,
    trueRatio: GROSS_HARM * kpi.maxRatio,
    nullRatio: kpi.maxRatio,
    alpha: plan.alpha / plan.kpis.length,
  })
  return { kpi: kpi.name, percent, seeGrossHarm, proveMargin: Math.min(proveMargin, provenRare) }
}

/**
 * Refuses a plan that would shift traffic without any hope of seeing harm, or of ever being able to promote.
 * @throws RolloutError `undetectable`
 */
export function refuseHopeless(plan: RolloutPlan, outlook: readonly StepOutlook[]): void {
  const minutes = plan.maxMs / 60_000
  for (const kpi of plan.kpis) {
    const steps = outlook.filter((step) => step.kpi === kpi.name)
    const see = Math.min(...steps.map((step) => step.seeGrossHarm))
    const prove = Math.min(...steps.map((step) => step.proveMargin))
    // With a negligible rate the canary's own proof protects it where stable has no events to compare with.
    const blind = see > minutes && kpi.negligibleRate === undefined
    if (!blind && prove <= minutes) continue
    const what = blind
      ? `even a canary ${GROSS_HARM} times as bad would take ${minutesText(see)} to see`
      : `a good canary would take ${minutesText(prove)} to prove within ${kpi.marginRatio} times`
    throw new RolloutError(
      'undetectable',
      `${kpi.name}: at the present traffic ${what}, and max_duration is ${minutesText(minutes)}`,
      {
        remedy:
          'send the canary a larger share or more traffic, allow more time or a wider margin_ratio, ' +
          'or set negligible_rate if errors are rare',
      },
    )
  }
}
