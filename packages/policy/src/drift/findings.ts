import type { Finding, Outcome } from '../finding.ts'
import type { Judged } from './column-drift.ts'
import type { DriftSettings } from './settings.ts'
import type { DriftTrial, Obstacle } from './trial.ts'
import { pText } from './wording.ts'

const idPrefix = {
  'column-drift': 'drift',
  'missing-values': 'missing',
  'unseen-categories': 'unseen',
} as const satisfies Record<DriftTrial['kind'], string>

/** One test, in words. What a drifted column does to the verdict depends on how much of the data set has drifted. */
export function trialFinding(
  { trial, adjustedPValue, drifted }: Judged,
  settings: DriftSettings,
  dataset: Finding,
): Finding {
  const { column, kind, title, required, effect, threshold, pValue, what, before, after } = trial
  const p = `${pText(adjustedPValue)} after correction`
  const verdict = drifted
    ? p
    : effect >= threshold
      ? `large enough to matter, but it may be chance (${p})`
      : adjustedPValue < settings.alpha
        ? `no chance (${p}), but too small to matter`
        : p
  const outcome = drifted ? driftedOutcome(dataset) : 'pass'
  return {
    id: `${idPrefix[kind]}[${column}]`,
    kind,
    title,
    status: drifted ? settings.severity : 'pass',
    outcome,
    reason: `${what}; ${verdict}`,
    ...(drifted ? { remedy: trial.remedy } : {}),
    ...(after ? { candidate: after } : {}),
    ...(before ? { baseline: before } : {}),
    required,
    pValue,
    adjustedPValue,
  }
}

/** Under `drifted_share` a column that drifts is shown as a warning, and only the data set can fail. */
function driftedOutcome(dataset: Finding): Outcome {
  return dataset.outcome === 'fail' ? 'fail' : 'warn'
}

/** A comparison nobody made: never a pass. */
export function obstacleFinding(
  { column, cause, reason, remedy }: Obstacle,
  settings: DriftSettings,
  dataset: Finding,
): Finding {
  const head = {
    id: `drift[${column}]`,
    kind: 'column-drift',
    title: `${column} can be compared`,
    reason,
    remedy,
  }
  const judgements = {
    missing: { status: 'error', outcome: driftedOutcome(dataset) },
    type: { status: 'incomparable', outcome: driftedOutcome(dataset) },
    insufficient: { status: 'inconclusive', outcome: settings.insufficient },
    new: { id: `new[${column}]`, status: 'incomparable', outcome: settings.newColumn },
  } as const satisfies Record<Obstacle['cause'], Partial<Finding>>
  return { ...head, ...judgements[cause] }
}

/** The policy speaks of a column that the reference never had: a rule that would never fire. */
export function unknownColumnFinding(column: string, near: string | undefined): Finding {
  const hint = near === undefined ? '' : ` Did you mean ${near}?`
  return {
    id: `drift[${column}]`,
    kind: 'column-drift',
    title: `${column} can be compared`,
    status: 'error',
    outcome: 'fail',
    reason: 'the policy names this column, but the reference has none of that name',
    remedy: `Mend the name under \`drift\` in the policy.${hint}`,
  }
}
