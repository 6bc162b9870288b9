import type { SliceColumn } from '../evidence/evidence.ts'
import { groupRows } from '../evidence/group.ts'
import { take } from '../evidence/sample.ts'
import type { Sample } from '../evidence/sample.ts'
import type { Inference } from '../inference/inference.ts'
import { countBootstrap } from '../inference/resample.ts'
import type { Resampling } from '../inference/resample.ts'
import { error, inconclusive, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import type { FairnessGroup } from './groups.ts'

/** Cells of a stratum's table: whether a row is selected, and whether it is of the group. */
const CELLS = 4
/** Half a row in each cell that is empty: a handful of rows that are all alike must not convince like a million. */
const UNSEEN = 0.5

/**
 * Conditional demographic disparity of one group (S. Wachter, B. Mittelstadt, C. Russell, 2021): its share of the
 * rejected minus its share of the selected, the mean over strata by rows. Only counts matter, so counts are resampled.
 */
export function conditionalDisparity(
  sample: Sample,
  group: FairnessGroup,
  strata: readonly SliceColumn[],
  resampling: Resampling,
): Result<Inference> {
  const { rows } = sample
  const own = rows ? strata.map(({ codes, values }) => ({ codes: take(codes, rows), values })) : strata
  const tables = groupRows(own, sample.n)
  // Rows of the evidence, which the sample of the group knows too.
  const members = new Set(group.sample.rows)
  const counts = new Float64Array(tables.length * CELLS)
  for (const [stratum, table] of tables.entries()) {
    for (const row of table.rows) {
      const inGroup = members.has(rows ? rows[row]! : row) ? 1 : 0
      counts[stratum * CELLS + 2 * sample.candidate.predictions[row]! + inGroup]!++
    }
  }
  const value = disparityOf(counts)
  if (!Number.isFinite(value)) {
    return inconclusive(
      'in one of the strata nobody or everybody is selected, so it has no disparity',
      'Use coarser strata.',
    )
  }
  if (sample.weights) return error('weights do not apply to it', 'Take `weight` out of `data`, or this rule.')
  const rates = counts.map((count) => Math.max(count, UNSEEN))
  const alike = (): Inference | undefined => undefined
  return ok(countBootstrap({ counts, rates, statistic: disparityOf, alike }, sample.n, resampling))
}

function disparityOf(counts: Float64Array): number {
  let [sum, rows] = [0, 0]
  for (let at = 0; at < counts.length; at += CELLS) {
    const [rejected, rejectedOurs, selected, selectedOurs] = counts.subarray(at, at + CELLS) as unknown as [
      number,
      number,
      number,
      number,
    ]
    const size = rejected + rejectedOurs + selected + selectedOurs
    if (size === 0) continue
    rows += size
    sum += size * (rejectedOurs / (rejected + rejectedOurs) - selectedOurs / (selected + selectedOurs))
  }
  return sum / rows
}
