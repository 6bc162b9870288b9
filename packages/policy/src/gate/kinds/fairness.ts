import { quoteValue } from '@mlops-actions/data'
import { suggestion } from '../../load/nearest.ts'
import { fairnessRule } from '../../schema/gate.ts'
import type { FairnessRule, Rule } from '../../schema/gate.ts'
import type { Bench } from '../bench.ts'
import type { Sample } from '../evidence/sample.ts'
import { within } from '../inference/inference.ts'
import { measureFairness } from '../fairness/measure.ts'
import { isMixture, measureFacts, measureIds } from '../fairness/measures.ts'
import type { MeasureFacts } from '../fairness/measures.ts'
import { refusal } from '../problem.ts'
import type { TrialOutcome } from '../trial.ts'
import { askBound, inWords, required } from './bound.ts'
import { eachPart, valueProblem } from './each-part.ts'
import type { PredictionsKind, RuleContext, RuleProblem } from './kind.ts'

/** A bound on how differently groups of rows are treated. */
export const fairnessKind: PredictionsKind = {
  name: 'fairness',
  reads: 'predictions',
  schema: fairnessRule,
  suggests: (keys) => keys.includes('fairness'),
  defaultId(rule) {
    const { fairness, by } = rule as FairnessRule
    return [fairness, ...listed(by)].join('.')
  },
  check: (rule, context) => check(rule as FairnessRule, context),
  title(rule) {
    const asked = rule as FairnessRule
    const by = asked.by === undefined ? '' : ` by ${listed(asked.by).join(' and ')}`
    return `${factsOf(asked)?.title ?? asked.fairness}${by} is ${inWords(asked)}`
  },
  required: (rule) => required(rule as FairnessRule),
  trials(rule, bench) {
    const asked = rule as FairnessRule
    const missing = [...groupColumnsOf(asked)].find((name) => !bench.evidence.slices.has(name))
    if (missing !== undefined) {
      const reason = `the candidate's file has no column ${quoteValue(missing)} to group by`
      const outcome = { kind: 'problem', ...refusal('error', 'missing_slice', reason) } as const
      return { trials: [{ required: required(asked), outcome }], notes: [] }
    }
    const notes = new Set<string>()
    const { trials, notes: own } = eachPart(asked, bench, required(asked), (sample) =>
      ask(asked, sample, bench, notes),
    )
    return { trials, notes: [...own, ...notes] }
  },
}

/** Columns that a fairness rule reads besides its slices. */
export function groupColumnsOf(rule: Rule): readonly string[] {
  return 'fairness' in rule ? [...listed(rule.by), ...listed(rule.strata)] : []
}

function listed(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Of a rule that was checked: its measure means something for one of the tasks. */
function factsOf({ fairness }: FairnessRule): MeasureFacts | undefined {
  const tasks = ['binary', 'multiclass', 'regression'] as const
  return tasks.map((task) => measureFacts(fairness, task)).find((facts) => facts !== undefined)
}

function check(rule: FairnessRule, { task, data }: RuleContext): readonly RuleProblem[] {
  const facts = measureFacts(rule.fairness, task)
  if (!facts) {
    const ids = measureIds(task)
    const message = `unknown fairness measure ${JSON.stringify(rule.fairness)} for a ${task} model${suggestion(rule.fairness, ids)}; the README lists all ${ids.length}`
    return [{ keys: ['fairness'], message }]
  }
  const problems: RuleProblem[] = [...boundProblems(rule, facts), ...groupProblems(rule, facts)]
  if (data && facts.needs === 'score' && data.score === undefined) {
    const message = `\`${facts.id}\` is computed from the column \`data.score\`, which is not declared`
    problems.push({ keys: ['fairness'], message })
  }
  for (const key of ['by', 'strata'] as const) {
    if (!listed(rule[key]).includes(data?.id ?? '')) continue
    problems.push({ keys: [key], message: 'the id column names single rows and cannot make groups' })
  }
  return problems
}

function boundProblems(rule: FairnessRule, { id, bound, range }: MeasureFacts): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const other = bound === 'max' ? 'min' : 'max'
  const extreme = id.endsWith('_group_min') || id.endsWith('_group_max')
  if (rule[bound] === undefined) problems.push({ keys: [], message: `\`${id}\` needs a bound: \`${bound}\`` })
  if (rule[other] !== undefined && !extreme) {
    const message = `\`${id}\` is fair when it is ${bound === 'max' ? 'small: give `max`' : 'large: give `min`'}`
    problems.push({ keys: [other], message })
  }
  const [low, high] = range
  for (const key of ['min', 'max'] as const) {
    const value = rule[key]
    if (value === undefined || (Number.isFinite(value) && value >= low && value <= high)) continue
    const percent = high === 1 && value > 1 && value <= 100 ? `; did you mean ${value / 100}?` : ''
    const message = `found ${value}, expected a number from ${low} to ${high}, the range of \`${id}\`${percent}`
    problems.push({ keys: [key], message })
  }
  return problems
}

function groupProblems(rule: FairnessRule, { id, measure }: MeasureFacts): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const { by, against, reference, strata } = rule
  const say = (keys: readonly string[], message: string): void => void problems.push({ keys, message })
  if (measure.kind === 'individual') {
    for (const key of ['by', 'against', 'reference', 'strata'] as const) {
      if (rule[key] !== undefined) say([key], `\`${id}\` compares single rows and has no groups`)
    }
    return problems
  }
  if (by === undefined) say([], `\`${id}\` needs the groups: \`by\` names their column`)
  if (measure.kind === 'conditional-disparity') {
    if (strata === undefined) say([], `\`${id}\` needs \`strata\`: the column it looks within`)
    if (against !== undefined) say(['against'], `\`${id}\` sets each group against all others`)
  } else if (strata !== undefined) {
    say(['strata'], `\`${id}\` has no strata; to compare within a column's values name it under \`slices\``)
  }
  if (measure.kind === 'extreme' && against !== undefined) {
    say(['against'], `\`${id}\` is one group's own value, set against nothing`)
  }
  if (measure.kind === 'signed-mean' && against !== 'vs_reference') {
    say([], `\`${id}\` is signed: set \`against: vs_reference\` and a \`reference\` group`)
  }
  if (against === 'vs_reference' && reference === undefined) {
    say([], '`against: vs_reference` needs a `reference` group (or `majority`)')
  }
  if (reference !== undefined && against !== 'vs_reference') {
    say(['reference'], 'a `reference` group is read with `against: vs_reference` only')
  }
  const rates = measure.kind === 'gap' ? measure.rates : []
  const mixed =
    measure.kind === 'gap' && measure.combine === 'worst' && rates.every((rate) => isMixture(rate))
  if (against === 'to_overall' && !mixed) {
    say(['against'], `the \`${id}\` of all rows is not its groups' mixed: compare the groups with each other`)
  }
  return problems
}

function ask(rule: FairnessRule, sample: Sample, bench: Bench, notes: Set<string>): TrialOutcome {
  const facts = measureFacts(rule.fairness, sample.task)
  if (!facts) throw new Error(`the policy was not checked: ${JSON.stringify(rule.fairness)}`)
  const columnsOf = (names: readonly string[]) => names.map((name) => bench.evidence.slices.get(name)!)
  const measured = measureFairness(facts.measure, sample, {
    groups: columnsOf(listed(rule.by)),
    strata: columnsOf(listed(rule.strata)),
    against: rule.against ?? 'between_groups',
    reference: rule.reference,
    minSupport: rule.min_support,
    onSmallGroup: rule.on_small_group ?? 'inconclusive',
    resampling: bench.settings,
  })
  for (const note of measured.notes) notes.add(note)
  const { outcome } = measured
  if (!outcome.ok) return { kind: 'problem', problem: outcome.problem }
  if (outcome.value.kind === 'too-small') {
    const { reason } = outcome.value
    return { kind: 'settled', judgement: { status: 'fail', reason, remedy: SMALL } }
  }
  const { inference, breakdown } = outcome.value
  const unsaid = valueProblem(sample, inference.value)
  if (unsaid) return { kind: 'problem', problem: unsaid }
  // A gap between the largest and the smallest is never below 0, and a folded ratio never above 1.
  const bounded = within(inference, ...facts.range)
  const asked = askBound(rule, bounded, { alpha: bench.settings.alpha, inFamily: true })
  return { ...asked, breakdown }
}

const SMALL =
  'Bring more rows of that group, or set `on_small_group: exclude` where so small a group may be left out.'
