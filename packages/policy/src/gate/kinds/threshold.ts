import { metricFacts } from '../../metrics/catalogue.ts'
import { thresholdRule } from '../../schema/gate.ts'
import type { ThresholdRule } from '../../schema/gate.ts'
import type { RuleContext, RuleKind, RuleProblem } from './kind.ts'
import { metricProblems, outOfRange } from './metric-checks.ts'

/** An absolute bound on a metric: `min`, `max` or both. */
export const thresholdKind: RuleKind = {
  name: 'threshold',
  schema: thresholdRule,
  suggests: (keys) => keys.includes('min') || keys.includes('max'),
  defaultId: (rule) => `${rule.metric}.${boundName(rule)}`,
  check: (rule, context) => check(rule, context),
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
