import type { ColumnDrift, DriftAnswer, EffectMeasure } from '@mlops-actions/policy'
import type { Chart, DistributionChart } from '@mlops-actions/report'
import { driftedColumns, severityOf } from './drifted.ts'

const SHOWN_EFFECTS = 30
const SHOWN_DISTRIBUTIONS = 4

/** How far each column is from its threshold, and what the worst ones look like. */
export function chartsOf(answer: DriftAnswer): readonly Chart[] {
  const measured = answer.columns.filter(({ effect }) => effect !== undefined)
  if (measured.length === 0) return []
  const worst = measured.toSorted((a, b) => severityOf(b) - severityOf(a))
  return [
    effectChart(answer, worst),
    ...driftedColumns(answer).flatMap(distributionChart).slice(0, SHOWN_DISTRIBUTIONS),
  ]
}

function effectChart({ findings }: DriftAnswer, worst: readonly ColumnDrift[]): Chart {
  const status = new Map(findings.map((finding) => [finding.id, finding.status]))
  const left = worst.length - SHOWN_EFFECTS
  return {
    kind: 'intervals',
    title: 'How far each column moved, as a multiple of the threshold that matters',
    caption: `1 is where a change begins to matter.${left > 0 ? ` ${left} columns that moved less are not shown.` : ''}`,
    references: [{ value: 1, label: 'matters' }],
    rows: worst.slice(0, SHOWN_EFFECTS).map((column) => ({
      label: column.name,
      value: severityOf(column),
      status: status.get(`drift[${column.name}]`) ?? 'inconclusive',
      note: noteOf(column),
    })),
  }
}

const units = {
  'wasserstein/sd': 'sd moved',
  'jensen-shannon': 'Jensen-Shannon distance',
  'share-changed': 'of rows left the one value',
  'missing-share-rise': 'more missing',
  'unseen-share': 'never seen before',
} as const satisfies Record<EffectMeasure, string>

function noteOf({ effect }: ColumnDrift): string {
  return effect ? `${Number(effect.value.toPrecision(3))} ${units[effect.measure]}` : ''
}

function distributionChart({ name, distribution }: ColumnDrift): readonly DistributionChart[] {
  if (!distribution) return []
  return [
    {
      kind: 'distribution',
      title: name,
      bins: distribution.bins,
      before: { name: 'reference', shares: distribution.before },
      after: { name: 'current', shares: distribution.after },
    },
  ]
}
