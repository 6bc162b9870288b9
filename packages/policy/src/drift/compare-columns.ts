import { categoricalTrial } from './categorical.ts'
import type { CategoricalSample, ColumnSample } from './column-sample.ts'
import { missingValuesTrial } from './missing-values.ts'
import { numericTrial } from './numeric.ts'
import type { DriftSettings } from './settings.ts'
import type { DriftTrial, Obstacle } from './trial.ts'
import { percent, quoted } from './wording.ts'

import { unseenCategoriesTrial } from './unseen-categories.ts'

/** What one column gave: tests to be corrected together, and comparisons that could not be made. */
export interface Comparison {
  readonly trials: readonly DriftTrial[]
  readonly obstacles: readonly Obstacle[]
}

/** All tests of one column of the reference against the same column of the current data, if it is there. */
export function compareColumns(
  reference: ColumnSample,
  current: ColumnSample | undefined,
  settings: DriftSettings,
): Comparison {
  const column = reference.name
  if (!current) return blocked(missingColumn(column))
  if (current.rows === 0) return blocked(tooFew(column, 'current', 0, settings.minRows))
  if (reference.rows === 0) return blocked(tooFew(column, 'reference', 0, settings.minRows))
  const missing = missingValuesTrial(reference, current, settings.nullThreshold)
  const withMissing = missing ? [missing] : []
  const few = tooFewOf(reference, 'reference', settings) ?? tooFewOf(current, 'current', settings)
  // A column of nulls has no type to speak of, so emptiness is said first.
  if (few) return { trials: enoughRows(reference, current, settings) ? withMissing : [], obstacles: [few] }
  if (reference.kind === 'numeric' && current.kind === 'numeric') {
    const trial = numericTrial(
      reference,
      current,
      settings.threshold(column, 'numeric'),
      settings.threshold(column, 'categorical'),
    )
    return { trials: [trial, ...withMissing], obstacles: [] }
  }
  if (reference.kind === 'categorical' && current.kind === 'categorical') {
    const trial = categoricalTrial(reference, current, settings.threshold(column, 'categorical'))
    const unseen = unseenCategoriesTrial(reference, current, settings.unseenThreshold)
    return { trials: [trial, ...withMissing, ...(unseen ? [unseen] : [])], obstacles: [] }
  }
  return { trials: withMissing, obstacles: [otherType(reference, current)] }
}

function blocked(obstacle: Obstacle): Comparison {
  return { trials: [], obstacles: [obstacle] }
}

/** Missing values can be judged of a column that holds nothing else. */
function enoughRows(reference: ColumnSample, current: ColumnSample, { minRows }: DriftSettings): boolean {
  return reference.rows >= minRows && current.rows >= minRows
}

function tooFewOf(
  sample: ColumnSample,
  side: 'reference' | 'current',
  { minRows }: DriftSettings,
): Obstacle | undefined {
  const present = sample.rows - sample.missing
  return present < minRows ? tooFew(sample.name, side, present, minRows) : undefined
}

function tooFew(column: string, side: 'reference' | 'current', present: number, minRows: number): Obstacle {
  return {
    column,
    cause: 'insufficient',
    reason: `the ${side} data have ${present} ${present === 1 ? 'value' : 'values'}; ${minRows} are needed (min_rows)`,
    remedy: 'Compare a longer window, or lower min_rows and accept that small drifts go unseen.',
  }
}

function missingColumn(column: string): Obstacle {
  return {
    column,
    cause: 'missing',
    reason: 'the current data have no such column',
    remedy: 'Restore the column, or exclude it in the policy if the model no longer reads it.',
  }
}

function otherType(reference: ColumnSample, current: ColumnSample): Obstacle {
  const example = reference.kind === 'numeric' ? textExamples(current as CategoricalSample) : ''
  return {
    column: reference.name,
    cause: 'type',
    reason: `it was ${reference.kind} and is now ${current.kind}${example}`,
    remedy: 'Mend the values that changed its type, or set `kind` for the column in the policy.',
  }
}

/** The values that made a numeric column text: the first thing its owner wants to know. */
function textExamples({ counts }: CategoricalSample): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const strange = [...counts]
    .filter(([label]) => label.trim() === '' || !Number.isFinite(Number(label)))
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([label, count]) => `${quoted(label)} (${percent(count / total)})`)
  return strange.length === 0 ? '' : `, with values such as ${strange.join(', ')}`
}
