import type { Evidence, GateAnswer, Result } from '@mlops-actions/policy'
import type { Chart } from '@mlops-actions/report'
import { curveCharts } from './curves.ts'
import { groupCharts } from './groups.ts'
import { boundCharts, improvementCharts } from './intervals.ts'
import { confusionCharts, regressionCharts } from './tables.ts'

/** The pictures of a report: what was judged first, then how the model behaves. */
export function chartsOf({ findings, breakdowns }: GateAnswer, evidence: Result<Evidence>): readonly Chart[] {
  const judged = [
    ...improvementCharts(findings),
    ...boundCharts(findings),
    ...groupCharts(findings, breakdowns),
  ]
  if (!evidence.ok) return judged
  const { value } = evidence
  return [...judged, ...curveCharts(value), ...confusionCharts(value), ...regressionCharts(value)]
}
