import { metricFacts } from '../../metrics/catalogue.ts'
import { thresholdRule } from '../../schema/gate.ts'
import type { ThresholdRule } from '../../schema/gate.ts'
import type { Bench } from '../bench.ts'
import type { Sample } from '../evidence/sample.ts'
import { below, negated } from '../inference/inference.ts'
import type { Inference } from '../inference/inference.ts'
import { estimatorFor } from '../metrics/index.ts'
import { moreRows } from '../rows-needed.ts'
import type { Judgement, Strictness, TrialOutcome } from '../trial.ts'
import { measured, number, range } from '../wording.ts'
import { eachPart, factsOf, supportProblem, titleOf, valueProblem } from './each-part.ts'
import type { RuleContext, RuleKind, RuleProblem } from './kind.ts'
import { metricProblems, outOfRange } from './metric-checks.ts'

/** An absolute bound on a metric: `min`, `max` or both. */
export const thresholdKind: RuleKind = {
  name: 'threshold',
  schema: thresholdRule,
  suggests: (keys) => keys.includes('min') || keys.includes('max'),
  defaultId: (rule) => `${rule.metric}.${boundName(rule)}`,
  check: (rule, context) => check(rule, context),
  title: (rule) => `${titleOf(rule)} is ${inWords(rule)}`,
  required: (rule) => required(rule),
  trials: (rule, bench) => eachPart(rule, bench, required(rule), (sample) => ask(rule, sample, bench)),
}

const MISSED =
  'The model is not good enough here. To accept it all the same, add a waiver with an owner and a last day.'

function boundName({ min, max }: ThresholdRule): string {
  if (min !== undefined && max !== undefined) return 'within'
  return min === undefined ? 'max' : 'min'
}

function check(rule: ThresholdRule, context: RuleContext): readonly RuleProblem[] {
  const problems = [...metricProblems(rule, context)]
  if (rule.min === undefined && rule.max === undefined) {
    problems.push({
      keys: [],
      message: 'a threshold rule needs `min` or `max` (or `versus: baseline` and a `margin`)',
    })
  }
  if (rule.min !== undefined && rule.max !== undefined && rule.min > rule.max) {
    problems.push({
      keys: ['min'],
      message: `found \`min\` ${rule.min} above \`max\` ${rule.max}: nothing can satisfy it`,
    })
  }
  const facts = metricFacts(rule.metric)
  for (const key of ['min', 'max'] as const) {
    const bound = rule[key]
    const message = bound === undefined || !facts ? undefined : outOfRange(facts, bound)
    if (message !== undefined) problems.push({ keys: [key], message })
  }
  return problems
}

function inWords({ min, max }: ThresholdRule): string {
  const parts = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`]
  return parts.filter((part) => part !== '').join(' and ')
}

function required({ min, max }: ThresholdRule): string {
  const parts = [min === undefined ? '' : `>= ${min}`, max === undefined ? '' : `<= ${max}`]
  return parts.filter((part) => part !== '').join(' and ')
}

function ask(rule: ThresholdRule, sample: Sample, bench: Bench): TrialOutcome {
  const estimator = estimatorFor(factsOf(rule).id, sample.task)
  const estimate = estimator.alone(sample, sample.candidate, bench.settings)
  if (!estimate.ok) return { kind: 'problem', problem: estimate.problem }
  const value = estimate.value
  const unsaid = valueProblem(sample, value.value)
  if (unsaid) return { kind: 'problem', problem: unsaid }
  const few = supportProblem(rule, sample, value.n)
  if (few) return { kind: 'problem', problem: few }
  if (rule.use === 'point')
    return { kind: 'settled', judgement: judgePoint(rule, value, bench.settings.alpha) }
  // Both bounds must be proven: the larger p is that of the intersection-union test (R. Berger 1982).
  const pValue = Math.max(
    rule.min === undefined ? 0 : value.above(rule.min),
    rule.max === undefined ? 0 : below(value, rule.max),
  )
  return {
    kind: 'test',
    pValue,
    inFamily: sample.part,
    judge: (strictness) => judgeBound(rule, value, strictness),
  }
}

/** A point of view asked for by name (`use: point`): the interval is shown, and does not count. */
function judgePoint(rule: ThresholdRule, value: Inference, alpha: number): Judgement {
  const holds =
    (rule.min === undefined || value.value >= rule.min) && (rule.max === undefined || value.value <= rule.max)
  const reason = `${number(value.value)} is ${holds ? '' : 'not '}${inWords(rule)} (judged by the point)`
  const judged = { reason, candidate: measured(value, alpha) }
  return holds ? { status: 'pass', ...judged } : { status: 'fail', remedy: MISSED, ...judged }
}

function judgeBound(rule: ThresholdRule, value: Inference, { alpha, proven }: Strictness): Judgement {
  const candidate = measured(value, alpha)
  const shown = range(value, alpha)
  const { low, high } = value.interval(1 - 2 * alpha)
  if (proven) return { status: 'pass', reason: `${shown} is ${inWords(rule)}`, candidate }
  if (rule.min !== undefined && high < rule.min) {
    return { status: 'fail', reason: `${shown} lies below ${rule.min}`, remedy: MISSED, candidate }
  }
  if (rule.max !== undefined && low > rule.max) {
    return { status: 'fail', reason: `${shown} lies above ${rule.max}`, remedy: MISSED, candidate }
  }
  if (rule.min !== undefined && low < rule.min) {
    const remedy = moreRows(value, rule.min, alpha)
    return { status: 'inconclusive', reason: `${shown} straddles ${rule.min}`, remedy, candidate }
  }
  const bound = rule.max ?? Infinity
  const remedy = moreRows(negated(value), -bound, alpha)
  return { status: 'inconclusive', reason: `${shown} straddles ${bound}`, remedy, candidate }
}
