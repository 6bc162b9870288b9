import { miettinenNurminenPValue, newcombeInterval } from '@mlops-actions/stats'
import type { ColumnSample } from './column-sample.ts'
import type { DriftTrial } from './trial.ts'
import { percent } from './wording.ts'

const LEVEL = 0.95

/**
 * Has the share of null, NaN or infinite values risen? A one-sided score test of two proportions. Undefined where nothing
 * is missing on either side: a test that cannot fail would only weaken the correction of the others.
 */
export function missingValuesTrial(
  reference: ColumnSample,
  current: ColumnSample,
  threshold: number,
): DriftTrial | undefined {
  if (reference.missing === 0 && current.missing === 0) return undefined
  const counts = { x1: current.missing, n1: current.rows, x2: reference.missing, n2: reference.rows }
  const [before, after] = [counts.x2 / counts.n2, counts.x1 / counts.n1]
  const { low, high } = newcombeInterval(counts, LEVEL)
  return {
    column: reference.name,
    kind: 'missing-values',
    title: `${reference.name} is not missing more often`,
    measure: 'missing-share-rise',
    effect: after - before,
    threshold,
    required: `rise below ${percent(threshold)}`,
    pValue: miettinenNurminenPValue(counts, 0),
    what: `the share of missing values went from ${percent(before)} to ${percent(after)} (change ${percent(low)} to ${percent(high)})`,
    remedy: 'Find the source that stopped filling this column: a join, a client version, a renamed field.',
    before: { value: before, n: counts.n2, unit: 'share' },
    after: { value: after, n: counts.n1, unit: 'share' },
  }
}
