import { metricFacts } from '../../metrics/catalogue.ts'
import { regressionRule } from '../../schema/gate.ts'
import type { RegressionRule } from '../../schema/gate.ts'
import type { RuleContext, RuleKind, RuleProblem } from './kind.ts'
import { metricProblems } from './metric-checks.ts'

/** At most `margin` worse than the baseline, on the same rows. */
export const nonInferiorityKind: RuleKind = {
  name: 'non-inferiority',
  schema: regressionRule,
  suggests: (keys) => keys.includes('versus') || keys.includes('margin'),
  defaultId: (rule) => `${rule.metric}.not-worse`,
  check: (rule, context) => check(rule as RegressionRule, context),
}

function check(rule: RegressionRule, context: RuleContext): readonly RuleProblem[] {
  const problems = [...metricProblems(rule, context)]
  const facts = metricFacts(rule.metric)
  if (!facts) return problems
  if (facts.direction === 'none') {
    const message = `\`${facts.id}\` has no better side and cannot be compared; bound it with \`min\` and \`max\``
    problems.push({ keys: ['metric'], message })
  }
  // A margin as wide as the metric's range is a rule that can never fire.
  const width = facts.range[1] - facts.range[0]
  if (rule.margin >= width) {
    const percent = rule.margin <= 100 ? `; did you mean ${rule.margin / 100}?` : ''
    problems.push({
      keys: ['margin'],
      message: `found ${rule.margin}, expected less than ${width}, all that \`${facts.id}\` can lose${percent}`,
    })
  }
  return problems
}
