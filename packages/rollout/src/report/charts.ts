import type { Status } from '@mlops-actions/policy'
import type { Chart, IntervalChart, TimelineChart } from '@mlops-actions/report'
import type { Judgement, KpiJudgement } from '../judge.ts'
import type { RolloutPlan } from '../plan.ts'
import { momentOf, type RolloutState } from '../state.ts'

/** Evidence of a millionth says the same as none; the picture stops there. */
const LOWEST_LOG10 = -3

/** The evidence of each KPI over time towards both boundaries, and the ratios with their confidence sequences. */
export function rolloutCharts(
  plan: RolloutPlan,
  state: RolloutState,
  judgement: Judgement | undefined,
): readonly Chart[] {
  if (!judgement || judgement.kpis.every((kpi) => kpi.harm.path.length === 0)) return []
  const ratios = ratioChart(plan, judgement)
  const evidence = judgement.kpis.map((kpi) => evidenceChart(state, kpi))
  return ratios.rows.length === 0 ? evidence : [...evidence, ratios]
}

function evidenceChart(state: RolloutState, kpi: KpiJudgement): TimelineChart {
  const times = (state.looks[kpi.name] ?? []).map(([at]) => new Date(momentOf(state, at)).toISOString())
  const series = (name: string, path: readonly number[]) => ({
    name,
    points: times.map((at, i) => ({ at, value: Math.max(LOWEST_LOG10, log10(path[i] ?? 0)) })),
  })
  return {
    kind: 'timeline',
    title: `${kpi.name}: evidence after each look`,
    yLabel: 'log10 evidence',
    references: [
      { value: log10(kpi.harm.needed), label: 'roll back' },
      { value: log10(kpi.promote.needed), label: 'promote' },
    ],
    series: [
      series('canary is worse', kpi.harm.path),
      series('canary is within the margin', kpi.promote.path),
    ],
    events: state.shifts.map(([at, percent]) => ({
      at: new Date(momentOf(state, at)).toISOString(),
      label: `${percent} %`,
      status: eventStatus(state, percent),
    })),
  }
}

function eventStatus(state: RolloutState, percent: number): Status {
  if (percent === state.rollback.canary) return 'fail'
  return percent === 100 ? 'pass' : 'inconclusive'
}

function ratioChart(plan: RolloutPlan, judgement: Judgement): IntervalChart {
  const margins = [...new Set(plan.kpis.map((kpi) => kpi.marginRatio))]
  return {
    kind: 'intervals',
    title: 'Rate on the canary / rate on stable',
    references: [
      { value: 1, label: 'equal' },
      ...margins.map((value) => ({ value, label: `margin ${value}` })),
    ],
    rows: judgement.kpis
      // Without an event on stable the ratio has no upper end; the finding says it in words.
      .filter(({ ratio }) => Number.isFinite(ratio.estimate) && Number.isFinite(ratio.high))
      .map((kpi) => ({
        label: kpi.name,
        value: kpi.ratio.estimate,
        low: kpi.ratio.low,
        high: kpi.ratio.high,
        status: kpiStatus(kpi),
        note: `holds at every look with ${(100 * kpi.ratio.level).toFixed(1)} % confidence`,
      })),
  }
}

function kpiStatus({ harm, promote }: KpiJudgement): Status {
  if (harm.log >= harm.needed) return 'fail'
  return promote.log >= promote.needed ? 'pass' : 'inconclusive'
}

function log10(natural: number): number {
  return natural / Math.LN10
}
