import { metricFacts, metricsFor } from '../../metrics/catalogue.ts'
import type { MetricId, Task } from '../../metrics/catalogue.ts'

/** What is measured of each group: a rate of its confusion matrix, or a metric of the catalogue. */
export type RateId =
  | 'selection_rate'
  | 'true_positive_rate'
  | 'false_negative_rate'
  | 'false_positive_rate'
  | 'true_negative_rate'
  | 'positive_predictive_value'
  | 'false_discovery_rate'
  | 'negative_predictive_value'
  | 'false_omission_rate'
  | 'error_ratio'
  | 'mean_residual'
  | MetricId

/** How the groups' rates become one number; each side of a ratio or a difference is named in the README's table. */
export type Measure =
  /** Largest minus smallest rate, or smallest by largest; of several rates the worst, or their mean. */
  | {
      readonly kind: 'gap'
      readonly scale: 'difference' | 'ratio'
      readonly rates: readonly RateId[]
      readonly combine: 'worst' | 'mean'
    }
  /** Mean of the signed gaps to a reference group: opposite ones cancel. */
  | { readonly kind: 'signed-mean'; readonly rates: readonly RateId[] }
  /** The worst group's own value. */
  | { readonly kind: 'extreme'; readonly scale: 'group_min' | 'group_max'; readonly rate: RateId }
  /** A group's share of all selected rows by another's: grows with the size of the group. */
  | { readonly kind: 'selection-share' }
  /** Share among the rejected minus share among the selected, the mean over strata. */
  | { readonly kind: 'conditional-disparity' }
  /** Inequality of the benefit 1 + prediction - label between single rows. */
  | { readonly kind: 'individual'; readonly alpha: 1 | 2 }

export interface MeasureFacts {
  readonly id: string
  readonly title: string
  readonly measure: Measure
  readonly needs: 'score' | 'prediction'
  readonly range: readonly [low: number, high: number]
  /** Which side of the bound is fair: `max` of a gap, `min` of a ratio. */
  readonly bound: 'min' | 'max'
}

interface Family {
  readonly title: string
  readonly rates: readonly RateId[]
  readonly needs?: 'score'
  /** Absent for rates that are not between 0 and 1. */
  readonly unbounded?: true
}

/** Names of the literature for gaps in rates; the colliding names of other tools are told apart in the README. */
const families: Readonly<Record<string, Family>> = {
  demographic_parity: { title: 'Demographic parity', rates: ['selection_rate'] },
  equal_opportunity: { title: 'Equal opportunity', rates: ['true_positive_rate'] },
  equalized_odds: { title: 'Equalised odds', rates: ['true_positive_rate', 'false_positive_rate'] },
  predictive_parity: { title: 'Predictive parity', rates: ['positive_predictive_value'] },
  treatment_equality: { title: 'Treatment equality', rates: ['error_ratio'], unbounded: true },
  calibration: { title: 'Calibration error', rates: ['expected_calibration_error'], needs: 'score' },
  mean_residual: { title: 'Mean residual', rates: ['mean_residual'], needs: 'score' },
  selection_rate: { title: 'Selection rate', rates: ['selection_rate'] },
  true_positive_rate: { title: 'True positive rate', rates: ['true_positive_rate'] },
  true_negative_rate: { title: 'True negative rate', rates: ['true_negative_rate'] },
  false_positive_rate: { title: 'False positive rate', rates: ['false_positive_rate'] },
  false_negative_rate: { title: 'False negative rate', rates: ['false_negative_rate'] },
  positive_predictive_value: { title: 'Positive predictive value', rates: ['positive_predictive_value'] },
  negative_predictive_value: { title: 'Negative predictive value', rates: ['negative_predictive_value'] },
  false_discovery_rate: { title: 'False discovery rate', rates: ['false_discovery_rate'] },
  false_omission_rate: { title: 'False omission rate', rates: ['false_omission_rate'] },
}

const odds = ['true_positive_rate', 'false_positive_rate'] as const
const share = [0, 1] as const

/** Measures whose names are not a rate and a scale. */
const single: readonly MeasureFacts[] = [
  {
    id: 'equalized_odds_mean_difference',
    title: 'Equalised odds (mean) difference',
    measure: { kind: 'gap', scale: 'difference', rates: odds, combine: 'mean' },
    needs: 'prediction',
    range: share,
    bound: 'max',
  },
  {
    id: 'average_odds_difference',
    title: 'Average odds difference',
    measure: { kind: 'signed-mean', rates: odds },
    needs: 'prediction',
    range: share,
    bound: 'max',
  },
  {
    id: 'selection_share_ratio',
    title: 'Selection share ratio',
    measure: { kind: 'selection-share' },
    needs: 'prediction',
    range: share,
    bound: 'min',
  },
  {
    id: 'conditional_demographic_disparity',
    title: 'Conditional demographic disparity',
    measure: { kind: 'conditional-disparity' },
    needs: 'prediction',
    range: [-1, 1],
    bound: 'max',
  },
  ...([1, 2] as const).map(
    (alpha): MeasureFacts => ({
      id: alpha === 1 ? 'theil_index' : 'generalized_entropy_index',
      title: alpha === 1 ? 'Theil index' : 'Generalised entropy index',
      measure: { kind: 'individual', alpha },
      needs: 'prediction',
      range: [0, Infinity],
      bound: 'max',
    }),
  ),
]

const SCALES = ['difference', 'ratio', 'group_min', 'group_max'] as const
type Scale = (typeof SCALES)[number]

/** The facts of a fairness measure by its name, for the models of a task; undefined for a name that is none. */
export function measureFacts(id: string, task: Task): MeasureFacts | undefined {
  const named = task === 'binary' ? single.find((one) => one.id === id) : undefined
  if (named) return named
  const scale = SCALES.find((one) => id.endsWith(`_${one}`))
  const family = scale && familyOf(id.slice(0, -scale.length - 1), task)
  return family && scale ? factsOf(id, family, scale) : undefined
}

/** Every measure of a task's models, for messages. */
export function measureIds(task: Task): readonly string[] {
  const stems = [...(task === 'binary' ? Object.keys(families) : []), ...metricsFor(task).map(({ id }) => id)]
  const scaled = stems.flatMap((stem) => SCALES.map((scale) => `${stem}_${scale}`))
  return [...scaled, ...single.map(({ id }) => id)].filter((id) => measureFacts(id, task))
}

function familyOf(stem: string, task: Task): Family | undefined {
  if (task === 'binary' && Object.hasOwn(families, stem)) return families[stem]
  const facts = metricFacts(stem)
  if (!facts?.tasks.includes(task)) return undefined
  const bounded = facts.range[0] === 0 && facts.range[1] === 1
  return {
    title: facts.title,
    rates: [facts.id],
    ...(facts.needs === 'score' ? { needs: facts.needs } : {}),
    ...(bounded ? {} : { unbounded: true }),
  }
}

function factsOf(id: string, family: Family, scale: Scale): MeasureFacts | undefined {
  const { title, rates, unbounded } = family
  const needs: MeasureFacts['needs'] = family.needs ?? 'prediction'
  const [rate] = rates
  const head = { id, needs }
  switch (scale) {
    case 'difference': {
      const measure: Measure = { kind: 'gap', scale, rates, combine: 'worst' }
      const range = unbounded ? ([0, Infinity] as const) : share
      return { ...head, title: `${title} difference`, measure, range, bound: 'max' }
    }
    case 'ratio': {
      if (rates.some((one) => !hasRatio(one))) return undefined
      const measure: Measure = { kind: 'gap', scale, rates, combine: 'worst' }
      return { ...head, title: `${title} ratio`, measure, range: share, bound: 'min' }
    }
    case 'group_min':
    case 'group_max': {
      // A worst group has one value; of two rates there would be two worst groups.
      if (rate === undefined || rates.length > 1) return undefined
      const range = unbounded ? ([-Infinity, Infinity] as const) : share
      const least = scale === 'group_min'
      const said = `${least ? 'Lowest' : 'Highest'} ${title.toLowerCase()} of a group`
      const measure: Measure = { kind: 'extreme', scale, rate }
      return { ...head, title: said, measure, range, bound: least ? 'min' : 'max' }
    }
    default:
      return scale satisfies never
  }
}

/** A ratio of quantities that may be negative says nothing. */
function hasRatio(rate: RateId): boolean {
  if (rate === 'error_ratio' || rate === 'mean_residual') return false
  return (metricFacts(rate)?.range[0] ?? 0) >= 0
}

/** Rates that are means over rows, so that all rows' rate is the groups' rates mixed: `to_overall` rests on it. */
export function isMixture(rate: RateId): boolean {
  const means: readonly string[] = ['accuracy', 'error_rate', 'recall', 'specificity', 'mae', 'mse', 'brier']
  if (rate === 'error_ratio') return false
  if (rate === 'log_loss' || rate === 'mean_error' || rate === 'mean_residual') return true
  return metricFacts(rate) === undefined || means.includes(rate)
}
