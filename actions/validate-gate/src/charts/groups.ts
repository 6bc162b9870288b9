import type { BreakdownRow, Finding } from '@mlops-actions/policy'
import type { Chart, IntervalChart } from '@mlops-actions/report'

/** The groups behind each fairness finding: one chart a rate, one dot a group. */
export function groupCharts(
  findings: readonly Finding[],
  breakdowns: ReadonlyMap<string, readonly BreakdownRow[]>,
): readonly Chart[] {
  return findings.flatMap((finding) => {
    const rows = breakdowns.get(finding.id) ?? []
    const rates = [...new Set(rows.map(({ of }) => of))]
    return rates.map((rate) =>
      chart(
        finding,
        rate,
        rows.filter(({ of }) => of === rate),
      ),
    )
  })
}

function chart(
  { title, slice, status }: Finding,
  rate: string,
  groups: readonly BreakdownRow[],
): IntervalChart {
  const where = slice
    ? `, where ${Object.entries(slice)
        .map(([column, value]) => `${column} is ${value}`)
        .join(' and ')}`
    : ''
  const level = groups[0]?.measurement.interval?.level
  const shown = level === undefined ? '' : ` Intervals at ${(level * 100).toFixed(1)} %, each group's own.`
  return {
    kind: 'intervals',
    title: `${rate.replaceAll('_', ' ')} by group${where}`,
    caption: `Behind "${title}" (${status}).${shown}`,
    rows: groups.map(({ label, measurement: { value, n, interval } }) => ({
      label,
      value,
      ...(interval ? { low: interval.low, high: interval.high } : {}),
      // The gap is judged, not the group.
      status: status === 'pass' ? 'pass' : 'inconclusive',
      note: `n = ${n.toLocaleString('en')}`,
    })),
  }
}
