import { benjaminiHochberg } from '@mlops-actions/stats'
import { quoteValue } from '@mlops-actions/data'
import { metricFacts } from '../../metrics/catalogue.ts'
import { huntRule } from '../../schema/gate.ts'
import type { HuntRule, Rule } from '../../schema/gate.ts'
import type { Bench } from '../bench.ts'
import type { SliceColumn } from '../evidence/evidence.ts'
import { groupRows } from '../evidence/group.ts'
import { subsample, wholeSample } from '../evidence/sample.ts'
import type { Sample } from '../evidence/sample.ts'
import { below, negated } from '../inference/inference.ts'
import type { Inference } from '../inference/inference.ts'
import { estimatorFor } from '../metrics/index.ts'
import { error, inconclusive, refusal } from '../problem.ts'
import { sliceLabel } from '../slices.ts'
import type { Trial } from '../trial.ts'
import { measured, range, signed } from '../wording.ts'
import { factsOf, titleOf } from './each-part.ts'
import type { PredictionsKind, RuleContext, RuleProblem, Trials } from './kind.ts'
import { metricProblems } from './metric-checks.ts'

/** Rows a hunted slice needs: nobody asked for it by name, so it must be worth a reader's time. */
const LEAST_ROWS = 100
/** More slices than this take minutes, and a correction over them leaves nothing to find. */
const MOST_SLICES = 2_000
/** Harmed slices a report lists. */
const SHOWN = 5

/** A search for slices that nobody named, in which the candidate is proven worse than the baseline. */
export const huntKind: PredictionsKind = {
  name: 'slice-hunt',
  reads: 'predictions',
  schema: huntRule,
  suggests: (keys) => keys.includes('hunt'),
  defaultId: (rule) => `${(rule as HuntRule).metric}.hunt`,
  check: (rule, context) => check(rule as HuntRule, context),
  title(rule) {
    const asked = rule as HuntRule
    return `${titleOf(asked)} is in no slice proven to be more than ${asked.margin} worse than the baseline's`
  },
  required: (rule) => `margin ${(rule as HuntRule).margin}`,
  trials: (rule, bench) => hunt(rule as HuntRule, bench),
}

/** Columns that a hunt looks through. */
export function huntedColumnsOf(rule: Rule): readonly string[] {
  return 'hunt' in rule ? rule.hunt : []
}

function check(rule: HuntRule, context: RuleContext): readonly RuleProblem[] {
  const problems = [...metricProblems(rule, context)]
  const facts = metricFacts(rule.metric)
  if (facts?.direction === 'none') {
    problems.push({ keys: ['metric'], message: `\`${facts.id}\` has no better side and cannot be compared` })
  }
  for (const [index, column] of rule.hunt.entries()) {
    if (rule.hunt.indexOf(column) !== index) {
      problems.push({
        keys: ['hunt', index],
        message: `the column ${JSON.stringify(column)} stands there twice`,
      })
    }
    if (column === context.data?.id) {
      problems.push({
        keys: ['hunt', index],
        message: 'the id column names single rows and cannot make slices',
      })
    }
  }
  return problems
}

interface Slice {
  readonly named: Readonly<Record<string, string>>
  readonly sample: Sample
}

interface Found {
  readonly slice: Slice
  readonly improvement: Inference
  /** One-sided p of H0 "at most the margin worse": small means harm is proven. */
  readonly harm: number
}

function hunt(rule: HuntRule, bench: Bench): Trials {
  const { baseline, bands } = bench.evidence
  const alone = (problem: { readonly problem: ReturnType<typeof error>['problem'] }): Trials => ({
    trials: [{ required: `margin ${rule.margin}`, outcome: { kind: 'problem', ...problem } }],
    notes: [],
  })
  if (baseline.kind === 'absent') return alone({ problem: baseline.problem })
  const missing = rule.hunt.find((name) => !bands.has(name))
  if (missing !== undefined) {
    const reason = `the candidate's file has no column ${quoteValue(missing)} to hunt in`
    return alone(refusal('error', 'missing_slice', reason))
  }
  const columns = rule.hunt.map((name) => [name, bands.get(name)!] as const)
  const least = rule.min_support ?? LEAST_ROWS
  const slices = slicesOf(wholeSample(bench.evidence), columns, rule.depth ?? 2, least)
  if (slices.length > MOST_SLICES) {
    const reason = `${slices.length} slices have ${least} rows, expected at most ${MOST_SLICES}`
    return alone(error(reason, 'Name fewer columns, raise `min_support`, or set `depth: 1`.'))
  }
  const found = slices.flatMap((slice) => measure(rule, slice, bench) ?? [])
  if (found.length === 0) {
    return alone(inconclusive(`no slice has the ${least} rows asked for and a value of the metric`))
  }
  return { trials: judged(rule, found, bench.settings.alpha), notes: [] }
}

/** Every value of every column, then every two values of two columns, that has enough rows. */
function slicesOf(
  whole: Sample,
  columns: readonly (readonly [string, SliceColumn])[],
  depth: 1 | 2,
  least: number,
): readonly Slice[] {
  const sets = columns.flatMap((one, i) => [
    [one],
    ...(depth === 1 ? [] : columns.slice(i + 1).map((other) => [one, other])),
  ])
  return sets
    .toSorted((a, b) => a.length - b.length)
    .flatMap((set) =>
      groupRows(
        set.map(([, column]) => column),
        whole.n,
      )
        // A slice of all rows is none.
        .filter(({ rows }) => rows.length >= least && rows.length < whole.n)
        .map(({ values, rows }) => ({
          named: Object.fromEntries(set.map(([name], i) => [name, values[i]!])),
          sample: subsample(whole, rows),
        })),
    )
}

function measure(rule: HuntRule, slice: Slice, bench: Bench): Found | undefined {
  const facts = factsOf(rule)
  const { sample } = slice
  const compared = estimatorFor(facts.id, sample.task).compared(sample, sample.baseline!, bench.settings)
  // A slice of one class has no AUC: that is nothing found, in either direction.
  if (!compared.ok || !Number.isFinite(compared.value.difference.value)) return undefined
  const { difference } = compared.value
  const improvement = facts.direction === 'lower' ? negated(difference) : difference
  return { slice, improvement, harm: below(improvement, -rule.margin) }
}

const LOOK =
  'Nobody asked for this slice by name: look whether its rows are labelled well, then add it as a rule with `slices`, or train on more of it.'

function judged(rule: HuntRule, found: readonly Found[], alpha: number): readonly Trial[] {
  const required = `margin ${rule.margin}`
  const adjusted = benjaminiHochberg(found.map(({ harm }) => harm))
  const ranked = found
    .map((one, i) => ({ ...one, adjusted: adjusted[i]! }))
    .toSorted((a, b) => a.adjusted - b.adjusted || a.improvement.value - b.improvement.value)
  const harmed = ranked.filter((one) => one.adjusted <= alpha)
  const said = `${found.length} slices compared, corrected by Benjamini-Hochberg`
  if (harmed.length === 0) {
    const worst = found.reduce((a, b) => (b.improvement.value < a.improvement.value ? b : a))
    const { improvement, slice } = worst
    const reason = `${said}: none is proven worse by more than ${rule.margin}; the lowest is ${sliceLabel(slice.named)}, ${range(improvement, alpha, signed)} on ${improvement.n} rows`
    return [{ required, outcome: { kind: 'settled', judgement: { status: 'pass', reason } } }]
  }
  // The level at which intervals chosen for being harmed still cover (Benjamini and Yekutieli 2005).
  const level = (alpha * harmed.length) / found.length
  const more = harmed.length > SHOWN ? `; ${harmed.length - SHOWN} more are harmed` : ''
  return harmed.slice(0, SHOWN).map(({ slice, improvement, adjusted: p }) => ({
    required,
    slice: slice.named,
    sliceLabel: sliceLabel(slice.named),
    outcome: {
      kind: 'settled',
      judgement: {
        status: 'fail',
        reason: `worse: improvement ${range(improvement, level, signed)} (adjusted p ${p.toPrecision(2)}; ${said}${more})`,
        remedy: LOOK,
        improvement: measured(improvement, level),
      },
    },
  }))
}
