import type { Finding } from '../finding.ts'
import type { ColumnDrift } from './column-drift.ts'
import type { DriftSettings } from './settings.ts'
import { percent } from './wording.ts'

/** The finding about all columns together: has more of the importance drifted than is allowed? */
export function datasetFinding(
  columns: readonly ColumnDrift[],
  compared: number,
  settings: DriftSettings,
): Finding {
  const { driftedShare, severity } = settings
  const head = {
    id: 'dataset',
    kind: 'dataset-drift',
    title: 'the data have not moved',
    required:
      driftedShare === 0 ? 'no column drifts' : `at most ${percent(driftedShare)} of the importance drifts`,
  }
  const total = columns.reduce((sum, { importance }) => sum + importance, 0)
  const judged = columns.filter(({ effect, drifted }) => effect !== undefined || drifted)
  if (total === 0 || judged.length === 0) {
    const reason =
      compared === 0
        ? 'no column was compared'
        : total === 0
          ? 'every compared column has importance 0'
          : `none of the ${compared} columns had enough values to be compared`
    const unmade = compared === 0 || total === 0
    return {
      ...head,
      status: unmade ? 'error' : 'inconclusive',
      outcome: unmade ? 'fail' : settings.insufficient,
      reason,
      remedy: 'Give more rows, or check `include`, `exclude` and the reference in the policy.',
    }
  }
  const drifted = columns.filter((column) => column.drifted)
  const share = drifted.reduce((sum, { importance }) => sum + importance, 0) / total
  const reason = `${drifted.length} of ${compared} compared columns drifted, ${percent(share)} of the importance`
  if (share <= driftedShare) return { ...head, status: 'pass', outcome: 'pass', reason }
  return {
    ...head,
    status: severity,
    outcome: severity,
    reason,
    remedy: 'Start with the column that moved most.',
  }
}
