import { rateRatioConfidenceSequence, rateRatioTest } from '@mlops-actions/stats'
import type { KpiPlan, RolloutPlan } from './plan.ts'
import type { Counts } from './ports.ts'
import { averageEvidence, rareRateEvidence } from './rare-rate.ts'
import { judgeTrafficShare, type Shift, type TrafficShare } from './traffic-share.ts'
import { type Look, toCounts } from './state.ts'
import { countText, evidenceText } from './text.ts'

/** Log evidence, and how much of it a decision takes: `log(1 / allowed error)`. */
export interface Evidence {
  readonly log: number
  readonly needed: number
  /** Log evidence after each look, for the picture. */
  readonly path: readonly number[]
}

/** One KPI judged over all looks so far. */
export interface KpiJudgement {
  readonly name: string
  readonly totals: Counts
  /** Against "the canary's rate is at most max_ratio times the stable one's". */
  readonly harm: Evidence
  /** Against "it is margin_ratio times or more": what promotion takes. */
  readonly promote: Evidence
  /** Against "it is step_ratio times or more": what leaving a step takes. */
  readonly advance: Evidence
  /** Canary rate / stable rate, valid at every look at once. */
  readonly ratio: {
    readonly low: number
    readonly high: number
    readonly estimate: number
    readonly level: number
  }
  /** Pearson dispersion the evidence was divided by; 1 is what independent requests show. */
  readonly dispersion: number
}

export interface Judgement {
  readonly kind: 'rollback' | 'promote' | 'advance' | 'hold' | 'insufficient-evidence'
  /** One sentence with the numbers. */
  readonly reason: string
  readonly kpis: readonly KpiJudgement[]
  readonly share: TrafficShare
}

export type Looks = Readonly<Record<string, readonly Look[]>>

/**
 * What the looks so far prove. Pure: the same looks give the same numbers on any machine.
 *
 * - `rollback`: one KPI's harm evidence reached log(K / alpha), K being the number of KPIs (Bonferroni; Ville's
 *   inequality makes the bound hold over all looks).
 * - `hold`: traffic is not split as configured, so the comparison cannot be trusted.
 * - `promote`: every KPI is proven within its margin and the canary has served `min_requests`.
 * - `advance`: the same for the wider `step_ratio`.
 * - `insufficient-evidence`: anything else, no data first of all.
 */
export function judge(plan: RolloutPlan, looks: Looks, shifts: readonly Shift[]): Judgement {
  const kpis = plan.kpis.map((kpi) => judgeKpi(plan, kpi, looks[kpi.name] ?? []))
  const share = judgeTrafficShare(looks[plan.kpis[0]?.name ?? ''] ?? [], shifts)
  return { ...decide(plan, kpis, share), kpis, share }
}

function judgeKpi(plan: RolloutPlan, kpi: KpiPlan, looks: readonly Look[]): KpiJudgement {
  const counts = looks.map(toCounts)
  const totals = sum(counts)
  const alpha = plan.alpha / plan.kpis.length
  const harm = rateRatioTest({ looks: counts, nullRatio: kpi.maxRatio, direction: 'greater' })
  const ratio = rateRatioConfidenceSequence(counts, alpha)
  const below = (bound: number): Evidence => {
    const test = rateRatioTest({ looks: counts, nullRatio: bound, direction: 'less' })
    return { ...withRareRate(test, counts, kpi.negligibleRate), needed: Math.log(1 / plan.beta) }
  }
  return {
    name: kpi.name,
    totals,
    harm: { log: harm.logE, needed: Math.log(1 / alpha), path: harm.path },
    promote: below(kpi.marginRatio),
    advance: below(Math.max(plan.stepRatio, kpi.marginRatio)),
    ratio: { ...ratio, level: 1 - alpha },
    dispersion: harm.dispersion,
  }
}

/** Two ways to be safe, "no worse than the margin" or "rare whatever the ratio": the mean of their e-processes. */
function withRareRate(
  test: { readonly logE: number; readonly path: readonly number[] },
  counts: readonly Counts[],
  negligibleRate: number | undefined,
): Omit<Evidence, 'needed'> {
  if (negligibleRate === undefined) return { log: test.logE, path: test.path }
  let events = 0
  let total = 0
  const path = counts.map((look, i) => {
    events += look.canaryEvents
    total += look.canaryTotal
    return averageEvidence([test.path[i] ?? 0, rareRateEvidence(events, total, negligibleRate)])
  })
  return { log: averageEvidence([test.logE, rareRateEvidence(events, total, negligibleRate)]), path }
}

function decide(
  plan: RolloutPlan,
  kpis: readonly KpiJudgement[],
  share: TrafficShare,
): Pick<Judgement, 'kind' | 'reason'> {
  const harmful = kpis.find((kpi) => reached(kpi.harm))
  if (harmful) return { kind: 'rollback', reason: harmReason(harmful) }
  const served = Math.min(...kpis.map((kpi) => kpi.totals.canaryTotal))
  if (served === 0) return { kind: 'insufficient-evidence', reason: 'the canary has served no request yet' }
  if (share.kind === 'not-split') return { kind: 'hold', reason: share.reason }
  if (served < plan.minRequests) {
    const reason = `the canary has served ${countText(served)} of the ${countText(plan.minRequests)} requests a decision takes`
    return { kind: 'insufficient-evidence', reason }
  }
  if (kpis.every((kpi) => reached(kpi.promote))) {
    return {
      kind: 'promote',
      reason: `every KPI is proven within its margin after ${countText(served)} canary requests`,
    }
  }
  const open = kpis.find((kpi) => !reached(kpi.advance))
  if (!open) {
    return { kind: 'advance', reason: `a rise by ${plan.stepRatio} times is ruled out for every KPI` }
  }
  return { kind: 'insufficient-evidence', reason: openReason(open, plan.stepRatio) }
}

/** Evidence that is not a number has proven nothing. */
function reached(evidence: Evidence): boolean {
  return evidence.log >= evidence.needed
}

function harmReason({ name, totals, harm, ratio }: KpiJudgement): string {
  const rate = (events: number, total: number) => `${countText(events)} of ${countText(total)}`
  return (
    `${name} is worse: ${rate(totals.canaryEvents, totals.canaryTotal)} on the canary, ` +
    `${rate(totals.stableEvents, totals.stableTotal)} on stable (${Number.isFinite(ratio.estimate) ? `${ratio.estimate.toFixed(2)} times; ` : ''}` +
    `evidence ${evidenceText(harm.log)} of ${evidenceText(harm.needed)} needed)`
  )
}

function openReason({ name, totals, advance }: KpiJudgement, ratio: number): string {
  if (totals.canaryEvents + totals.stableEvents === 0) {
    return `${name}: neither arm has had an event, so no ratio can be judged (negligible_rate makes this provable)`
  }
  return (
    `${name}: a rise by ${ratio} times is not ruled out yet ` +
    `(evidence ${evidenceText(advance.log)} of ${evidenceText(advance.needed)} needed)`
  )
}

function sum(counts: readonly Counts[]): Counts {
  const total = (pick: (look: Counts) => number) => counts.reduce((running, look) => running + pick(look), 0)
  return {
    canaryEvents: total((look) => look.canaryEvents),
    canaryTotal: total((look) => look.canaryTotal),
    stableEvents: total((look) => look.stableEvents),
    stableTotal: total((look) => look.stableTotal),
  }
}
