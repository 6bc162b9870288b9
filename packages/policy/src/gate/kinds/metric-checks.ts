import { suggestion } from '../../load/nearest.ts'
import { metricFacts, metricsFor, ourNameFor } from '../../metrics/catalogue.ts'
import type { MetricFacts, Task } from '../../metrics/catalogue.ts'
import type { DataSpec, RegressionRule, ThresholdRule } from '../../schema/gate.ts'
import type { RuleContext, RuleProblem } from './kind.ts'

/** What every rule about a metric must satisfy: a known metric, meant for the task, with its column declared. */
export function metricProblems(
  rule: Pick<ThresholdRule | RegressionRule, 'metric' | 'slices'>,
  { task, data }: RuleContext,
): readonly RuleProblem[] {
  const facts = metricFacts(rule.metric)
  if (!facts) return [{ keys: ['metric'], message: unknownMetric(rule.metric, task) }]
  if (!facts.tasks.includes(task)) {
    const ours = metricsFor(task).map(({ id }) => id)
    const message = `\`${facts.id}\` is a metric of ${facts.tasks.join(' and ')} models, expected one of ${ours.join(', ')}`
    return [{ keys: ['metric'], message }]
  }
  return [...columnProblems(facts, task, data), ...sliceProblems(rule, data)]
}

/** A bound that the metric can never be on the far side of, or cannot reach. */
export function outOfRange(facts: MetricFacts, bound: number): string | undefined {
  const [low, high] = facts.range
  if (Number.isFinite(bound) && bound >= low && bound <= high) return undefined
  const percent = high === 1 && bound > 1 && bound <= 100 ? `; did you mean ${bound / 100}?` : ''
  return `found ${bound}, expected a number from ${low} to ${high}, the range of \`${facts.id}\`${percent}`
}

function unknownMetric(name: string, task: Task): string {
  const ids = metricsFor(task).map(({ id }) => id)
  const translated = ourNameFor(name)
  const hint = translated ? `; did you mean \`${translated}\`?` : suggestion(name, ids)
  return `unknown metric ${JSON.stringify(name)}, expected one of ${ids.join(', ')}${hint}`
}

function columnProblems(facts: MetricFacts, task: Task, data: DataSpec | undefined): readonly RuleProblem[] {
  if (!data) return []
  const missing = (key: string): readonly RuleProblem[] => [
    {
      keys: ['metric'],
      message: `\`${facts.id}\` is computed from the column \`data.${key}\`, which is not declared`,
    },
  ]
  if (facts.needs === 'score') return data.score === undefined ? missing('score') : []
  if (data.prediction !== undefined) return []
  if (task !== 'binary') return missing('prediction')
  return data.score === undefined ? missing('score') : []
}

function sliceProblems(
  rule: Pick<ThresholdRule | RegressionRule, 'slices'>,
  data: DataSpec | undefined,
): readonly RuleProblem[] {
  if (rule.slices === undefined) return []
  const columns = Object.keys(rule.slices)
  if (columns.length === 0) return [{ keys: ['slices'], message: 'found no column, expected at least one' }]
  return columns
    .filter((column) => column === data?.id)
    .map((column) => ({
      keys: ['slices', column],
      message: 'the id column names single rows and cannot make slices',
    }))
}
