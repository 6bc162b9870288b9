import type { SliceColumn } from '../evidence/evidence.ts'
import { groupRows } from '../evidence/group.ts'
import { subsample, take } from '../evidence/sample.ts'
import type { Sample } from '../evidence/sample.ts'
import { error, inconclusive, ok } from '../problem.ts'
import type { Result } from '../problem.ts'

/** More groups than this are ids: comparing every two of them would take minutes and prove nothing. */
const MOST_GROUPS = 100

/** Rows that share their values in the columns of `by`. */
export interface FairnessGroup {
  /** `sex=F, age=young`: as reports name it. */
  readonly label: string
  readonly values: readonly string[]
  readonly sample: Sample
}

/** The groups that occur among the rows of a sample, the largest first. */
export function groupsOf(sample: Sample, columns: readonly SliceColumn[]): Result<readonly FairnessGroup[]> {
  const { rows } = sample
  const own = rows ? columns.map(({ codes, values }) => ({ codes: take(codes, rows), values })) : columns
  const groups = groupRows(own, sample.n)
  if (groups.length > MOST_GROUPS) {
    return error(
      `there are ${groups.length} groups, expected at most ${MOST_GROUPS}`,
      'Fairness compares every group with every other: name a column with fewer values, or bin it.',
    )
  }
  if (groups.length < 2) return inconclusive('all rows are of one group: there is nothing to compare')
  return ok(
    groups
      .toSorted((a, b) => b.rows.length - a.rows.length || (a.values.join() < b.values.join() ? -1 : 1))
      .map((group) => ({
        label: group.values.join(' / '),
        values: group.values,
        sample: subsample(sample, group.rows),
      })),
  )
}

/** The group that a rule names as its reference: by its values, or the largest as `majority`. */
export function referenceAmong(
  groups: readonly FairnessGroup[],
  reference: string | number | boolean | readonly (string | number | boolean)[],
): Result<FairnessGroup> {
  const wanted = (Array.isArray(reference) ? reference : [reference]).map(String)
  const named = groups.find(({ values }) => values.every((value, i) => value === wanted[i]))
  if (named) return ok(named)
  if (reference === 'majority') return ok(groups[0]!)
  return error(
    `no group is called ${JSON.stringify(wanted.join(' / '))}; there are ${groups
      .slice(0, 5)
      .map(({ label }) => JSON.stringify(label))
      .join(', ')}${groups.length > 5 ? ', ...' : ''}`,
    'Correct `reference`, or write `majority` for the largest group.',
  )
}
