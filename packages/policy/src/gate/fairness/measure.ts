import type { SliceColumn } from '../evidence/evidence.ts'
import { subsample } from '../evidence/sample.ts'
import type { Sample } from '../evidence/sample.ts'
import { effectiveRows } from '../inference/alike.ts'
import type { Inference } from '../inference/inference.ts'
import type { Resampling } from '../inference/resample.ts'
import { inconclusive, ok } from '../problem.ts'
import type { Result } from '../problem.ts'
import { DEFAULT_MIN_SUPPORT } from '../support.ts'
import type { BreakdownRow } from '../trial.ts'
import { measured } from '../wording.ts'
import { compareGroups } from './compare.ts'
import type { Against, Gap, Rates } from './compare.ts'
import { conditionalDisparity } from './disparity.ts'
import { largestOf, smallestOf } from './gap.ts'
import { groupsOf, referenceAmong } from './groups.ts'
import type { FairnessGroup } from './groups.ts'
import { individualInequality } from './individual.ts'
import type { Measure, RateId } from './measures.ts'
import { oddsInference } from './odds.ts'
import { groupRate, rowsOfRate } from './rates.ts'
import type { GroupRate } from './rates.ts'

/** How a rule wants its groups compared. */
export interface FairnessQuestion {
  readonly groups: readonly SliceColumn[]
  readonly strata: readonly SliceColumn[]
  readonly against: Against['kind']
  readonly reference?: string | number | boolean | readonly (string | number | boolean)[] | undefined
  readonly minSupport?: number | undefined
  readonly onSmallGroup: 'inconclusive' | 'exclude' | 'fail'
  readonly resampling: Resampling & { readonly alpha: number }
}

export type FairnessAnswer =
  | {
      readonly kind: 'measured'
      readonly inference: Inference
      readonly breakdown: readonly BreakdownRow[]
    }
  /** A group without the rows asked for, where the policy says that this fails. */
  | { readonly kind: 'too-small'; readonly reason: string }

export interface MeasuredFairness {
  readonly outcome: Result<FairnessAnswer>
  /** Groups that were left out, for the reader to know. */
  readonly notes: readonly string[]
}

/** One fairness measure of the rows of a sample, with the groups it came from. */
export function measureFairness(
  measure: Measure,
  sample: Sample,
  question: FairnessQuestion,
): MeasuredFairness {
  if (measure.kind === 'individual') {
    const inequality = individualInequality(sample, measure.alpha, question.resampling)
    return { outcome: answered(inequality, []), notes: [] }
  }
  const groups = groupsOf(sample, question.groups)
  if (!groups.ok) return { outcome: groups, notes: [] }
  switch (measure.kind) {
    case 'conditional-disparity':
      return { outcome: disparities(sample, groups.value, question), notes: [] }
    case 'selection-share':
      return compareRates(['selection_rate'], groups.value, question, (kept, _, against) =>
        ok(selectionShares(kept, against)),
      )
    case 'extreme':
      return compareRates([measure.rate], groups.value, question, (_, rates) =>
        ok(compareGroups(measure, rates, { kind: 'between_groups' })),
      )
    case 'gap':
    case 'signed-mean':
      return compareRates(measure.rates, groups.value, question, (kept, rates, against) =>
        compared(measure, sample, kept, rates, against, question.resampling),
      )
    default:
      return measure satisfies never
  }
}

function answered(inference: Result<Inference>, breakdown: readonly BreakdownRow[]): Result<FairnessAnswer> {
  return inference.ok ? ok({ kind: 'measured', inference: inference.value, breakdown }) : inference
}

/** How the groups are set against each other, before the rest of the rows is measured. */
type Placed = Exclude<Against, { kind: 'to_overall' }> | { readonly kind: 'to_overall' }
type Compare = (
  groups: readonly FairnessGroup[],
  rates: readonly Rates[],
  against: Placed,
) => Result<Inference>

/** Rates of the groups that are large enough; what happens to the others is the policy's word. */
function compareRates(
  rates: readonly RateId[],
  groups: readonly FairnessGroup[],
  question: FairnessQuestion,
  compare: Compare,
): MeasuredFairness {
  const least = question.minSupport ?? DEFAULT_MIN_SUPPORT
  const kept: FairnessGroup[] = []
  const table: GroupRate[][] = rates.map(() => [])
  const small: string[] = []
  for (const group of groups) {
    const own: GroupRate[] = []
    for (const rate of rates) {
      const measuredRate = groupRate(rate, group.sample, question.resampling)
      if (!measuredRate.ok) {
        const { reason } = measuredRate.problem
        const problem = { ...measuredRate.problem, reason: `group ${JSON.stringify(group.label)}: ${reason}` }
        return { outcome: { ok: false, problem }, notes: [] }
      }
      own.push(measuredRate.value)
    }
    const lacking = rates.find((_, k) => supportOf(own[k]!, group.sample) < least)
    if (lacking === undefined) {
      kept.push(group)
      for (const [k, rate] of own.entries()) table[k]!.push(rate)
    } else {
      const has = Math.floor(supportOf(own[rates.indexOf(lacking)]!, group.sample))
      small.push(`${JSON.stringify(group.label)} has ${has} ${rowsOfRate(lacking)}`)
    }
  }
  const said = `${small.slice(0, 5).join(', ')}${small.length > 5 ? `, and ${small.length - 5} more` : ''}; ${least} are needed`
  if (small.length > 0 && question.onSmallGroup === 'inconclusive') {
    return {
      outcome: inconclusive(
        said,
        'Bring more rows of that group, lower `min_support`, or set `on_small_group: exclude` where so small a group may be left out.',
      ),
      notes: [],
    }
  }
  if (small.length > 0 && question.onSmallGroup === 'fail') {
    return { outcome: ok({ kind: 'too-small', reason: said }), notes: [] }
  }
  const notes = small.length > 0 ? [`left out: ${said}`] : []
  if (kept.length < 2) {
    return { outcome: inconclusive('fewer than two groups have the rows to be compared'), notes }
  }
  const against = placed(kept, question)
  if (!against.ok) return { outcome: against, notes }
  const inference = compare(kept, table, against.value)
  return { outcome: answered(inference, breakdownOf(rates, kept, table, question.resampling.alpha)), notes }
}

function supportOf({ inference }: GroupRate, { n, weights }: Sample): number {
  return weights ? Math.min(inference.n, effectiveRows(n, weights)) : inference.n
}

function placed(groups: readonly FairnessGroup[], { against, reference }: FairnessQuestion): Result<Placed> {
  if (against !== 'vs_reference' || reference === undefined) {
    return ok({ kind: against === 'to_overall' ? 'to_overall' : 'between_groups' })
  }
  const chosen = referenceAmong(groups, reference)
  return chosen.ok ? ok({ kind: 'vs_reference', at: groups.indexOf(chosen.value) }) : chosen
}

/** Against all rows: what is not of the group is the independent other side. */
function compared(
  measure: Gap & { readonly rates: readonly RateId[] },
  sample: Sample,
  groups: readonly FairnessGroup[],
  rates: readonly Rates[],
  against: Placed,
  resampling: Resampling,
): Result<Inference> {
  if (against.kind !== 'to_overall') return ok(compareGroups(measure, rates, against))
  const others = groups.map((group) => restOf(sample, group))
  const rest: GroupRate[][] = []
  for (const rate of measure.rates) {
    const row: GroupRate[] = []
    for (const other of others) {
      const own = groupRate(rate, other, resampling)
      if (!own.ok) return own
      row.push(own.value)
    }
    rest.push(row)
  }
  return ok(compareGroups(measure, rates, { kind: 'to_overall', rest }))
}

function restOf(sample: Sample, group: FairnessGroup): Sample {
  const members = new Set(group.sample.rows)
  const rest = Uint32Array.from({ length: sample.n }, (_, i) => i).filter(
    (row) => !members.has(sample.rows ? sample.rows[row]! : row),
  )
  return subsample(sample, rest)
}

/** Aequitas' "statistical parity": selected rows of one group by those of another. */
function selectionShares(groups: readonly FairnessGroup[], against: Placed): Inference {
  const selected = groups.map(({ sample }) =>
    Float64Array.from(sample.candidate.predictions).reduce((total, one) => total + one, 0),
  )
  const n = selected.reduce((total, one) => total + one, 0)
  const ratios = selected.flatMap((own, i) =>
    selected.flatMap((other, j) => {
      const asked = i !== j && (against.kind !== 'vs_reference' || i === against.at || j === against.at)
      return asked ? [oddsInference(own, other)] : []
    }),
  )
  return smallestOf(ratios, n)
}

function disparities(
  sample: Sample,
  groups: readonly FairnessGroup[],
  { strata, resampling }: FairnessQuestion,
): Result<FairnessAnswer> {
  const own: Inference[] = []
  for (const group of groups) {
    const disparity = conditionalDisparity(sample, group, strata, resampling)
    if (!disparity.ok) return disparity
    own.push(disparity.value)
  }
  const breakdown = groups.map(({ label }, i) => ({
    label,
    of: 'conditional_demographic_disparity',
    measurement: measured(own[i]!, resampling.alpha),
  }))
  return ok({ kind: 'measured', inference: largestOf(own, sample.n), breakdown })
}

function breakdownOf(
  rates: readonly RateId[],
  groups: readonly FairnessGroup[],
  table: readonly Rates[],
  alpha: number,
): readonly BreakdownRow[] {
  return rates.flatMap((rate, k) =>
    groups.map(({ label }, i) => ({
      label,
      of: rate,
      measurement: measured(table[k]![i]!.inference, alpha),
    })),
  )
}
