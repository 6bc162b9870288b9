import { metricFacts } from '../../metrics/catalogue.ts'
import { thresholdRule } from '../../schema/gate.ts'
import type { ThresholdRule } from '../../schema/gate.ts'
import type { Bench } from '../bench.ts'
import type { Sample } from '../evidence/sample.ts'
import { estimatorFor } from '../metrics/index.ts'
import type { TrialOutcome } from '../trial.ts'
import { askBound, inWords, required } from './bound.ts'
import { eachPart, factsOf, supportProblem, titleOf, valueProblem } from './each-part.ts'
import type { PredictionsKind, RuleContext, RuleProblem } from './kind.ts'
import { metricProblems, outOfRange } from './metric-checks.ts'

/** An absolute bound on a metric: `min`, `max` or both. */
export const thresholdKind: PredictionsKind = {
  name: 'threshold',
  reads: 'predictions',
  schema: thresholdRule,
  suggests: (keys) => keys.includes('min') || keys.includes('max'),
  defaultId: (rule) => `${(rule as ThresholdRule).metric}.${boundName(rule as ThresholdRule)}`,
  check: (rule, context) => check(rule as ThresholdRule, context),
  title: (rule) => `${titleOf(rule as ThresholdRule)} is ${inWords(rule as ThresholdRule)}`,
  required: (rule) => required(rule as ThresholdRule),
  trials(rule, bench) {
    const asked = rule as ThresholdRule
    return eachPart(asked, bench, required(asked), (sample) => ask(asked, sample, bench))
  },
}

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

function ask(rule: ThresholdRule, sample: Sample, bench: Bench): TrialOutcome {
  const estimator = estimatorFor(factsOf(rule).id, sample.task)
  const estimate = estimator.alone(sample, sample.candidate, bench.settings)
  if (!estimate.ok) return { kind: 'problem', problem: estimate.problem }
  const value = estimate.value
  const unsaid = valueProblem(sample, value.value)
  if (unsaid) return { kind: 'problem', problem: unsaid }
  const few = supportProblem(rule, sample, value.n)
  if (few) return { kind: 'problem', problem: few }
  return askBound(rule, value, { alpha: bench.settings.alpha, inFamily: sample.part })
}
