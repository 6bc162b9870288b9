import { unseenCategories } from '@mlops-actions/stats'
import type { CategoricalSample } from './column-sample.ts'
import type { DriftTrial } from './trial.ts'
import { percent, quoted } from './wording.ts'

const SHOWN = 3

/**
 * Do more rows than chance explains carry a category the reference never had? In a long tail some always do, so the test
 * is against the rows that would be so placed if both sides came from one population. Undefined where there are none.
 */
export function unseenCategoriesTrial(
  reference: CategoricalSample,
  current: CategoricalSample,
  threshold: number,
): DriftTrial | undefined {
  const unseen = [...current.counts].filter(([label]) => !reference.counts.has(label))
  if (unseen.length === 0) return undefined
  const present = current.rows - current.missing
  const labels = [...new Set([...reference.counts.keys(), ...current.counts.keys()])]
  const { rows, expected, pValue } = unseenCategories(
    labels.map((label) => reference.counts.get(label) ?? 0),
    labels.map((label) => current.counts.get(label) ?? 0),
  )
  const effect = rows / present
  const named = unseen
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, SHOWN)
    .map(([label, count]) => `${quoted(label)} (${percent(count / present)})`)
  const more = unseen.length > SHOWN ? ` and ${unseen.length - SHOWN} more` : ''
  return {
    column: reference.name,
    kind: 'unseen-categories',
    title: `${reference.name} has no new categories`,
    measure: 'unseen-share',
    effect,
    threshold,
    required: `below ${percent(threshold)} of rows`,
    pValue,
    what: `${percent(effect)} of rows carry categories the reference never had (${percent(expected / present)} would be expected): ${named.join(', ')}${more}`,
    remedy: 'The model was not trained on these: map them to known ones, or retrain with them.',
    after: { value: effect, n: present, unit: 'share' },
  }
}
