import { metricFacts } from '../../metrics/catalogue.ts'
import type { MetricFacts } from '../../metrics/catalogue.ts'
import type { HuntRule, RegressionRule, ThresholdRule } from '../../schema/gate.ts'
import type { Bench } from '../bench.ts'
import type { Sample } from '../evidence/sample.ts'
import { effectiveRows } from '../inference/alike.ts'
import { undefinedOn } from '../metrics/estimator.ts'
import type { Problem } from '../problem.ts'
import { DEFAULT_MIN_SUPPORT, tooFew, tooLight } from '../support.ts'
import type { TrialOutcome } from '../trial.ts'
import type { Trials } from './kind.ts'

type MetricRule = Pick<ThresholdRule | RegressionRule | HuntRule, 'metric'>
/** What every rule has that is asked of rows. */
type RowRule = Pick<ThresholdRule, 'slices' | 'min_support'>

/** Asks a question of all rows, or of every slice the rule names. */
export function eachPart(
  rule: RowRule,
  bench: Bench,
  required: string,
  ask: (sample: Sample) => TrialOutcome,
): Trials {
  const { parts, notes } = bench.parts(rule)
  const answer = (sample: Sample): TrialOutcome => {
    const light = weightProblem(rule, sample)
    return light ? { kind: 'problem', problem: light } : ask(sample)
  }
  const trials = parts.map(({ sample, slice, sliceLabel }) => ({
    required,
    outcome: sample.ok ? answer(sample.value) : ({ kind: 'problem', problem: sample.problem } as const),
    ...(slice ? { slice } : {}),
    ...(sliceLabel === undefined ? {} : { sliceLabel }),
  }))
  return { trials, notes }
}

/** The facts of a metric that has passed the checks of the policy. */
export function factsOf({ metric }: MetricRule): MetricFacts {
  const facts = metricFacts(metric)
  if (!facts) throw new Error(`the policy was not checked: ${JSON.stringify(metric)} is no metric`)
  return facts
}

export function titleOf(rule: MetricRule): string {
  return factsOf(rule).title
}

/** A recall on three positives is no better founded for the thousand negatives beside them. */
export function supportProblem(rule: RowRule, sample: Sample, n: number): Problem | undefined {
  const least = rule.min_support ?? DEFAULT_MIN_SUPPORT
  return n < least && n < sample.n ? tooFew(n, least).problem : undefined
}

/** A thousand rows of which one has nearly all the weight are one row: its neighbours hide that nothing varies. */
function weightProblem(rule: RowRule, { n, weights }: Sample): Problem | undefined {
  if (!weights) return undefined
  const least = rule.min_support ?? DEFAULT_MIN_SUPPORT
  const worth = effectiveRows(n, weights)
  // A sum of equal weights comes out a last digit short of their number.
  return worth < least * (1 - 1e-9) ? tooLight(n, worth, least).problem : undefined
}

/** Weights that are zero on all rows of a class leave nothing to divide by: NaN is neither above a bound nor below. */
export function valueProblem(sample: Sample, value: number): Problem | undefined {
  if (Number.isFinite(value)) return undefined
  return undefinedOn(sample, 'it has no value here: no row that it speaks of has a weight').problem
}
