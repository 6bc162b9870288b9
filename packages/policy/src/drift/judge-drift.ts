import type { Finding, Outcome, SourceLocation } from '../finding.ts'
import { verdictOf } from '../finding.ts'
import type { DriftSpec } from '../schema/drift.ts'
import { calibrated } from './calibration/calibrate.ts'
import { chooseColumns, type ChosenColumns } from './choose-columns.ts'
import type { ColumnSample } from './column-sample.ts'
import type { ColumnDrift, Judged } from './column-drift.ts'
import { compareColumns } from './compare-columns.ts'
import { correct, falseAlarmBudget } from './correct.ts'
import { datasetFinding } from './dataset.ts'
import { obstacleFinding, trialFinding, unknownColumnFinding } from './findings.ts'
import { driftSettings, type DriftSettings } from './settings.ts'
import type { DriftTrial, Obstacle } from './trial.ts'

export interface DriftQuestion {
  readonly spec: DriftSpec
  readonly reference: readonly ColumnSample[]
  readonly current: readonly ColumnSample[]
  /** All column names of the current data, where only some were read; default those of `current`. */
  readonly currentColumns?: readonly string[]
  /** The same of the reference. */
  readonly referenceColumns?: readonly string[]
  /** Every column of the reference by windows of time, to calibrate with; absent where rows count as independent. */
  readonly windows?: ReadonlyMap<string, readonly ColumnSample[]>
  /** Where a value below `drift` stands in the policy file. */
  readonly locate?: (keys: readonly (string | number)[]) => SourceLocation
}

export interface DriftAnswer {
  readonly verdict: Outcome
  /** The data set first, then the columns in the order of the reference. */
  readonly findings: readonly Finding[]
  readonly columns: readonly ColumnDrift[]
  readonly skipped: ChosenColumns['skipped']
  /** How often this says "drift" when nothing has moved, in words. */
  readonly falseAlarms: string
}

/**
 * Has the data moved? A column drifts when a test is both large enough to matter (its effect reaches the threshold) and
 * too unlikely to be chance (its p-value, corrected for all tests of the run, is below alpha). Either alone misleads:
 * a p-value finds a hundredth of a deviation in a million rows, an effect alone fires on a hundred rows of noise.
 * Pure and deterministic; whatever the data hold becomes a finding, never an exception.
 */
export function judgeDrift(question: DriftQuestion): DriftAnswer {
  const { spec, reference, current, locate } = question
  const present = question.currentColumns ?? current.map(({ name }) => name)
  const settings = driftSettings(spec)
  const known = question.referenceColumns ?? reference.map(({ name }) => name)
  const chosen = chooseColumns(spec, reference, known)
  const byName = new Map(current.map((sample) => [sample.name, sample]))
  const compared = chosen.compared.map((sample) => {
    const { trials, obstacles } = compareColumns(sample, byName.get(sample.name), settings)
    const windows = question.windows?.get(sample.name)
    return {
      name: sample.name,
      trials: windows ? trials.map((trial) => calibrated(trial, sample, windows)) : trials,
      obstacles,
    }
  })
  const judged = judgeTrials(
    compared.flatMap(({ trials }) => trials),
    settings,
  )
  const columns = compared.map(({ name, obstacles }) =>
    columnDrift(
      name,
      judged.filter(({ trial }) => trial.column === name),
      obstacles,
      settings,
    ),
  )
  const dataset = datasetFinding(columns, compared.length, settings)
  const place = (finding: Finding, column: string): Finding => {
    const source = locate?.(['columns', column])
    return source ? { ...finding, source } : finding
  }
  const findings = [
    dataset,
    ...chosen.unknown.map(({ column, near }) => place(unknownColumnFinding(column, near), column)),
    ...compared.flatMap(({ name, obstacles }) => [
      ...obstacles.map((obstacle) => place(obstacleFinding(obstacle, settings, dataset), name)),
      ...judged
        .filter(({ trial }) => trial.column === name)
        .map((one) => place(trialFinding(one, settings, dataset), name)),
    ]),
    ...newColumns(spec, known, present).map((obstacle) => obstacleFinding(obstacle, settings, dataset)),
  ]
  return {
    verdict: verdictOf(findings),
    findings,
    columns,
    skipped: chosen.skipped,
    falseAlarms: falseAlarmBudget(
      settings,
      judged.map(({ trial }) => trial),
    ),
  }
}

function judgeTrials(trials: readonly DriftTrial[], settings: DriftSettings): readonly Judged[] {
  const adjusted = correct(
    trials.map(({ pValue }) => pValue),
    settings.correction,
  )
  return trials.map((trial, i) => ({
    trial,
    adjustedPValue: adjusted[i]!,
    // Written so that a NaN has drifted: what cannot be measured is not what has stayed.
    drifted: !(trial.effect < trial.threshold) && adjusted[i]! < settings.alpha,
  }))
}

function columnDrift(
  name: string,
  judged: readonly Judged[],
  obstacles: readonly Obstacle[],
  settings: DriftSettings,
): ColumnDrift {
  const moved = judged.find(({ trial }) => trial.kind === 'column-drift')
  const broken = obstacles.some(({ cause }) => cause === 'missing' || cause === 'type')
  return {
    name,
    importance: settings.importance(name),
    drifted: broken || judged.some(({ drifted }) => drifted),
    ...(moved && {
      effect: {
        measure: moved.trial.measure,
        value: moved.trial.effect,
        threshold: moved.trial.threshold,
        pValue: moved.trial.pValue,
        adjustedPValue: moved.adjustedPValue,
      },
      ...(moved.trial.distribution && { distribution: moved.trial.distribution }),
    }),
  }
}

/** Columns only the current data have; one that the policy excludes or does not include is nobody's concern. */
function newColumns(
  spec: DriftSpec,
  reference: readonly string[],
  current: readonly string[],
): readonly Obstacle[] {
  if (spec.include) return []
  const known = new Set([...reference, ...(spec.exclude ?? [])])
  return current
    .filter((name) => !known.has(name))
    .map((name) => ({
      column: name,
      cause: 'new',
      reason: 'the reference has no such column, so nothing can be said of it',
      remedy: 'Register a new reference with the column, or exclude it in the policy.',
    }))
}
