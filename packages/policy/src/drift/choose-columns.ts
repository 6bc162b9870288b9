import { nearest } from '../load/nearest.ts'
import type { DriftSpec } from '../schema/drift.ts'
import type { ColumnSample } from './column-sample.ts'
import { percent, quoted } from './wording.ts'

/** Text that differs in more than half of the rows is a name or prose, and every day brings new ones. */
const IDENTIFIER_SHARE = 0.5

export interface ChosenColumns {
  readonly compared: readonly ColumnSample[]
  /** Left out without being asked to, and why: shown in the report, so that silence is not mistaken for a pass. */
  readonly skipped: readonly { readonly column: string; readonly reason: string }[]
  /** Named by the policy, but not in the reference. */
  readonly unknown: readonly { readonly column: string; readonly near: string | undefined }[]
}

/**
 * Which columns of the reference are compared: those the policy includes, less those it excludes and identifiers.
 * `names` are all columns the reference has, read or not.
 */
export function chooseColumns(
  spec: DriftSpec,
  reference: readonly ColumnSample[],
  names: readonly string[],
): ChosenColumns {
  const named = new Set([...(spec.include ?? []), ...Object.keys(spec.columns ?? {})])
  const excluded = new Set(spec.exclude ?? [])
  const included = spec.include ? new Set(spec.include) : undefined
  const candidates = reference.filter(
    ({ name }) => !excluded.has(name) && (included === undefined || included.has(name)),
  )
  const judged = candidates.map((sample) => ({
    sample,
    reason: named.has(sample.name) ? undefined : reasonToSkip(sample),
  }))
  return {
    compared: judged.filter(({ reason }) => reason === undefined).map(({ sample }) => sample),
    skipped: judged.flatMap(({ sample, reason }) =>
      reason === undefined ? [] : [{ column: sample.name, reason }],
    ),
    unknown: [...named]
      .filter((name) => !names.includes(name))
      .map((name) => ({ column: name, near: nearest(name, names) })),
  }
}

function reasonToSkip(sample: ColumnSample): string | undefined {
  if (sample.temporal) return `${quoted(sample.name)} holds instants, which always move on`
  if (sample.kind === 'numeric') return undefined
  const present = sample.rows - sample.missing
  const share = present === 0 ? 0 : sample.counts.size / present
  return share > IDENTIFIER_SHARE
    ? `${quoted(sample.name)} differs in ${percent(share)} of rows: an identifier or prose`
    : undefined
}
