import type { ColumnDrift, DriftAnswer } from '@mlops-actions/policy'

/** Worst first: by how many times the threshold the effect is; what could not be compared before all. */
export function driftedColumns({ columns }: DriftAnswer): readonly ColumnDrift[] {
  return columns.filter(({ drifted }) => drifted).toSorted((a, b) => severityOf(b) - severityOf(a))
}

/** Effect in thresholds. */
export function severityOf({ effect }: ColumnDrift): number {
  return effect ? effect.value / effect.threshold : Infinity
}
