import { metricFacts } from '../../metrics/catalogue.ts'
import { regressionRule } from '../../schema/gate.ts'
import type { RegressionRule } from '../../schema/gate.ts'
import type { Bench } from '../bench.ts'
import type { Sample } from '../evidence/sample.ts'
import { negated } from '../inference/inference.ts'
import type { Inference } from '../inference/inference.ts'
import { estimatorFor } from '../metrics/index.ts'
import { moreRows } from '../rows-needed.ts'
import type { Judgement, Strictness, TrialOutcome } from '../trial.ts'
import { measured, range, signed } from '../wording.ts'
import { eachPart, factsOf, supportProblem, titleOf, valueProblem } from './each-part.ts'
import type { PredictionsKind, RuleContext, RuleProblem } from './kind.ts'
import { metricProblems } from './metric-checks.ts'

/** At most `margin` worse than the baseline, on the same rows. */
export const nonInferiorityKind: PredictionsKind = {
  name: 'non-inferiority',
  reads: 'predictions',
  schema: regressionRule,
  suggests: (keys) => keys.includes('versus') || keys.includes('margin'),
  defaultId: (rule) => `${(rule as RegressionRule).metric}.not-worse`,
  check: (rule, context) => check(rule as RegressionRule, context),
  title: (rule) => title(rule as RegressionRule),
  required: (rule) => `margin ${(rule as RegressionRule).margin}`,
  trials(rule, bench) {
    const asked = rule as RegressionRule
    return eachPart(asked, bench, `margin ${asked.margin}`, (sample) => ask(asked, sample, bench))
  },
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

const LOST =
  'Look first at the rows that the baseline has right and the candidate has not. To accept the loss, add a waiver with an owner and a last day.'

function title(rule: RegressionRule): string {
  if (rule.margin === 0) return `${titleOf(rule)} is better than the baseline's`
  return `${titleOf(rule)} is at most ${rule.margin} worse than the baseline's`
}

function ask(rule: RegressionRule, sample: Sample, bench: Bench): TrialOutcome {
  const { baseline } = bench.evidence
  if (baseline.kind === 'absent') return { kind: 'problem', problem: baseline.problem }
  const facts = factsOf(rule)
  const theirs = sample.baseline ?? baseline.answers
  const compared = estimatorFor(facts.id, sample.task).compared(sample, theirs, bench.settings)
  if (!compared.ok) return { kind: 'problem', problem: compared.problem }
  const { candidate, baseline: old, difference } = compared.value
  const unsaid = valueProblem(sample, difference.value)
  if (unsaid) return { kind: 'problem', problem: unsaid }
  const few = supportProblem(rule, sample, difference.n)
  if (few) return { kind: 'problem', problem: few }
  const improvement = facts.direction === 'lower' ? negated(difference) : difference
  const sides = {
    candidate: { value: candidate, n: difference.n },
    baseline: { value: old, n: difference.n },
  }
  return {
    kind: 'test',
    pValue: improvement.above(-rule.margin),
    inFamily: true,
    judge: (strictness) => ({ ...judge(rule, improvement, strictness), ...sides }),
  }
}

function judge({ margin }: RegressionRule, improvement: Inference, { alpha, proven }: Strictness): Judgement {
  const { low, high } = improvement.interval(1 - 2 * alpha)
  const shown = `improvement ${range(improvement, alpha, signed)}`
  const kept = { improvement: measured(improvement, alpha) }
  if (proven) {
    if (low > 0) return { status: 'pass', reason: `better: ${shown}`, ...kept }
    const words = high < 0 ? `slightly worse, within the margin of ${margin}` : 'not worse'
    return { status: 'pass', reason: `${words}: ${shown} stays above ${signed(-margin)}`, ...kept }
  }
  if (high < -margin) {
    return { status: 'fail', reason: `worse: ${shown} lies below ${signed(-margin)}`, remedy: LOST, ...kept }
  }
  // Harm is proven, though not yet that it exceeds the margin; the estimate says it does.
  if (high < 0 && improvement.value < -margin) {
    const reason = `worse: ${shown} lies below 0, and its estimate beyond the margin of ${margin}`
    return { status: 'fail', reason, remedy: LOST, ...kept }
  }
  const reason = `inconclusive: ${shown} straddles ${signed(-margin)}`
  return { status: 'inconclusive', reason, remedy: moreRows(improvement, -margin, alpha), ...kept }
}
