import type { Outcome } from '../finding.ts'
import { toMilliseconds } from '../schema/common.ts'
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
    alpha: spec.alpha ?? alarmsPerRun(spec) ?? DRIFT_DEFAULTS.alpha,
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

const DAY_MS = 86_400_000
/** Mean lengths: a year has 365.25 days. */
const periods: Readonly<Record<string, number>> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: (365.25 / 12) * DAY_MS,
  quarter: (365.25 / 4) * DAY_MS,
  year: 365.25 * DAY_MS,
}
/** A budget of more than one alarm in two runs is none. */
const MOST = 0.5

/** The chance of a false alarm that one run may have, for `1 per 6 months` at a run `every` so often. */
export function alarmsPerRun({ false_alarms: budget, every }: DriftSpec): number | undefined {
  const match = /^(\d+) per (?:(\d+) )?(day|week|month|quarter|year)s?$/.exec(budget ?? '')
  if (!match || every === undefined) return undefined
  const [, alarms, count = '1', unit] = match
  return Math.min(MOST, (Number(alarms) * toMilliseconds(every)) / (Number(count) * periods[unit!]!))
}
