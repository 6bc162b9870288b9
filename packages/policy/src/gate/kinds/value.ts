import { suggestion } from '../../load/nearest.ts'
import { valueRule } from '../../schema/gate.ts'
import type { ValueRule } from '../../schema/gate.ts'
import { negated } from '../inference/inference.ts'
import type { Inference } from '../inference/inference.ts'
import { sumOf } from '../inference/mover.ts'
import { normalInference } from '../inference/auc.ts'
import { wilsonInference } from '../inference/proportion.ts'
import { error, inconclusive, ok, refusal } from '../problem.ts'
import type { Result } from '../problem.ts'
import type { GateSettings } from '../settings.ts'
import type { Judgement, TrialOutcome } from '../trial.ts'
import { measured, number, signed } from '../wording.ts'
import type { Value, Values, ValueTable } from '../values/values.ts'
import { askBound, inWords, required } from './bound.ts'
import type { RuleProblem, Trials, ValuesKind } from './kind.ts'

/** A bound on a number that another tool has computed, or on how much worse it is than the baseline's. */
export const valueKind: ValuesKind = {
  name: 'value',
  reads: 'values',
  schema: valueRule,
  suggests: (keys) => keys.includes('value'),
  defaultId(rule) {
    const { value, versus, min } = rule as ValueRule
    const name = value.replaceAll(/[^A-Za-z0-9._/-]+/g, '-').slice(0, 60)
    if (versus !== undefined) return `value.${name}.not-worse`
    return `value.${name}.${min === undefined ? 'max' : 'min'}`
  },
  check: (rule) => check(rule as ValueRule),
  title(rule) {
    const asked = rule as ValueRule
    if (asked.versus === undefined) return `${asked.value} is ${inWords(asked)}`
    return `${asked.value} is at most ${asked.margin ?? 0} worse than the baseline's`
  },
  required(rule) {
    const asked = rule as ValueRule
    return asked.versus === undefined ? required(asked) : `margin ${asked.margin ?? 0}`
  },
  trials(rule, values, settings) {
    const asked = rule as ValueRule
    const outcome =
      asked.versus === undefined
        ? askAlone(asked, values.candidate, settings)
        : askBoth(asked, values, settings)
    return { trials: [{ required: valueKind.required(rule), outcome }], notes: [] } satisfies Trials
  },
}

function check({ min, max, versus, margin, better }: ValueRule): readonly RuleProblem[] {
  if (versus === undefined) {
    if (margin !== undefined)
      return [{ keys: ['margin'], message: 'a `margin` is read with `versus: baseline` only' }]
    if (min === undefined && max === undefined) {
      return [
        { keys: [], message: 'a value rule needs `min` or `max`, or `versus: baseline` and a `margin`' },
      ]
    }
    if (min !== undefined && max !== undefined && min > max) {
      return [{ keys: ['min'], message: `found \`min\` ${min} above \`max\` ${max}: nothing can satisfy it` }]
    }
    return []
  }
  if (min !== undefined || max !== undefined) {
    return [
      { keys: [min === undefined ? 'max' : 'min'], message: 'give either bounds or `versus` and a `margin`' },
    ]
  }
  const problems: RuleProblem[] = []
  if (margin === undefined) problems.push({ keys: [], message: '`versus: baseline` needs a `margin`' })
  // Never guessed from a name: "error" and "loss" are not the only words for what should be low.
  if (better === undefined)
    problems.push({ keys: [], message: '`versus: baseline` needs `better: higher` or `better: lower`' })
  return problems
}

function lookUp(
  rule: ValueRule,
  values: ReadonlyMap<string, Value>,
  { name, format }: ValueTable,
): Result<Value> {
  const found = values.get(rule.value)
  if (!found) {
    const names = [...values.keys()]
    const listed = names
      .slice(0, 10)
      .map((one) => JSON.stringify(one))
      .join(', ')
    return error(
      `${name} (${format}) has no ${JSON.stringify(rule.value)}${suggestion(rule.value, names)}`,
      `It has ${listed}${names.length > 10 ? `, and ${names.length - 10} more` : ''}.`,
    )
  }
  if (Number.isFinite(found.value)) return ok(found)
  return error(`${name}: ${JSON.stringify(rule.value)} is ${String(found.value)}, not a number to judge`)
}

/** What is left of how sure a number is: its standard error, or its n where it is declared a share of rows. */
function inferenceOf(rule: ValueRule, { value, n, standardError }: Value): Inference | undefined {
  if (standardError !== undefined) return normalInference(value, standardError, n ?? 0, 'standard-error')
  const rows = rule.n ?? n
  if (rule.share !== true || rows === undefined || value < 0 || value > 1) return undefined
  // A share that was rounded when it was written belongs to a whole number of rows all the same.
  return { ...wilsonInference(Math.round(value * rows), rows), value }
}

function askAlone(rule: ValueRule, table: ValueTable, { alpha }: GateSettings): TrialOutcome {
  const found = lookUp(rule, table.values, table)
  if (!found.ok) return { kind: 'problem', problem: found.problem }
  const inference = inferenceOf(rule, found.value)
  if (inference) return askBound(rule, inference, { alpha, inFamily: false })
  if (rule.use !== 'point') return { kind: 'problem', ...unsure(rule, table, found.value) }
  const { value, n } = found.value
  const holds = (rule.min === undefined || value >= rule.min) && (rule.max === undefined || value <= rule.max)
  return settled(holds, `${number(value)} is ${holds ? '' : 'not '}${inWords(rule)}`, { value, n: n ?? 0 })
}

function askBoth(rule: ValueRule, values: Values, { alpha }: GateSettings): TrialOutcome {
  const other = values.candidate.baseline
    ? { ...values.candidate, values: values.candidate.baseline }
    : values.baseline
  if (!other) {
    const { problem } = refusal(
      'error',
      'missing_baseline',
      'there is no file with the numbers of the baseline',
      'Give it as `baseline-metrics`.',
    )
    return { kind: 'problem', problem }
  }
  const ours = lookUp(rule, values.candidate.values, values.candidate)
  if (!ours.ok) return { kind: 'problem', problem: ours.problem }
  const theirs = lookUp(rule, other.values, other)
  if (!theirs.ok) return { kind: 'problem', problem: theirs.problem }
  const margin = rule.margin ?? 0
  const sign = rule.better === 'lower' ? -1 : 1
  const [a, b] = [inferenceOf(rule, ours.value), inferenceOf(rule, theirs.value)]
  const sides = {
    candidate: { value: ours.value.value, n: ours.value.n ?? 0 },
    baseline: { value: theirs.value.value, n: theirs.value.n ?? 0 },
  }
  if (!a || !b) {
    if (rule.use !== 'point')
      return { kind: 'problem', ...unsure(rule, a ? other : values.candidate, a ? theirs.value : ours.value) }
    const improvement = sign * (ours.value.value - theirs.value.value)
    const holds = improvement >= -margin
    const outcome = settled(holds, `improvement ${signed(improvement)}, margin ${margin}`, sides.candidate)
    return outcome.kind === 'settled'
      ? { ...outcome, judgement: { ...outcome.judgement, ...sides } }
      : outcome
  }
  // Two samples, not pairs: without rows nothing tells which ones both models had right.
  const difference = sumOf([
    [1, a],
    [-1, b],
  ])
  const improvement = sign === 1 ? difference : negated(difference)
  const asked = askBound({ min: -margin, use: rule.use }, improvement, { alpha, inFamily: true })
  if (asked.kind === 'problem') return asked
  const placed = (judgement: Judgement): Judgement => ({
    ...judgement,
    ...sides,
    improvement: measured(improvement, alpha),
  })
  if (asked.kind === 'settled') return { ...asked, judgement: placed(asked.judgement) }
  return { ...asked, judge: (strictness) => placed(asked.judge(strictness)) }
}

function unsure(rule: ValueRule, { name, format }: ValueTable, { value, n }: Value) {
  const hint =
    n === undefined
      ? 'Say how many rows it is a share of (`share: true`, `n: 1000`), give the predictions themselves, or set `use: point`.'
      : 'If it is a share of those rows set `share: true`; else give the predictions themselves, or set `use: point`.'
  return inconclusive(
    `${name} (${format}) has ${rule.value} ${number(value)} without any uncertainty to judge by`,
    hint,
  )
}

const MISSED =
  'The model is not good enough here. To accept it all the same, add a waiver with an owner and a last day.'

function settled(
  holds: boolean,
  reason: string,
  candidate: NonNullable<Judgement['candidate']>,
): TrialOutcome {
  const judged = { reason: `${reason} (judged by the point: no uncertainty is known)`, candidate }
  return {
    kind: 'settled',
    judgement: holds ? { status: 'pass', ...judged } : { status: 'fail', remedy: MISSED, ...judged },
  }
}
