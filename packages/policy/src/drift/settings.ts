import type { Outcome } from '../finding.ts'
import { DRIFT_DEFAULTS, type DriftSpec } from '../schema/drift.ts'

/** The drift section with its defaults filled in. */
export interface DriftSettings {
  readonly alpha: number
  readonly correction: 'bh' | 'by' | 'holm' | 'none'
  readonly nullThreshold: number
  readonly unseenThreshold: number
  readonly minRows: number
  readonly driftedShare: number
  readonly severity: 'warn' | 'fail'
  readonly insufficient: Outcome
  readonly newColumn: Outcome
  threshold(column: string, kind: 'numeric' | 'categorical'): number
  importance(column: string): number
}

export function driftSettings(spec: DriftSpec): DriftSettings {
  const column = (name: string) =>
    spec.columns && Object.hasOwn(spec.columns, name) ? spec.columns[name] : undefined
  const thresholds = {
    numeric: spec.numeric_threshold ?? DRIFT_DEFAULTS.numericThreshold,
    categorical: spec.categorical_threshold ?? DRIFT_DEFAULTS.categoricalThreshold,
  }
  return {
    alpha: spec.alpha ?? DRIFT_DEFAULTS.alpha,
    correction: spec.correction ?? DRIFT_DEFAULTS.correction,
    nullThreshold: spec.null_threshold ?? DRIFT_DEFAULTS.nullThreshold,
    unseenThreshold: spec.unseen_threshold ?? DRIFT_DEFAULTS.unseenThreshold,
    minRows: spec.min_rows ?? DRIFT_DEFAULTS.minRows,
    driftedShare: spec.drifted_share ?? DRIFT_DEFAULTS.driftedShare,
    severity: spec.severity ?? 'fail',
    insufficient: spec.insufficient ?? 'warn',
    newColumn: spec.new_column ?? 'warn',
    threshold: (name, kind) => column(name)?.threshold ?? thresholds[kind],
    importance: (name) => column(name)?.importance ?? 1,
  }
}
