import type { Finding, Outcome, SourceLocation } from '../finding.ts'
import { verdictOf } from '../finding.ts'
import type { Key } from '../load/source.ts'
import type { GateSpec, Rule } from '../schema/gate.ts'
import { createBench } from './bench.ts'
import type { Bench } from './bench.ts'
import type { Evidence } from './evidence/evidence.ts'
import { correct } from './family.ts'
import type { Corrected } from './family.ts'
import { kindOf } from './kinds/index.ts'
import { outcomeOf } from './outcome.ts'
import type { Trials } from './kinds/kind.ts'
import { error, ok } from './problem.ts'
import type { Problem, Result } from './problem.ts'
import type { Requests } from './requests/requests.ts'
import { ruleId } from './rule-id.ts'
import { settingsOf } from './settings.ts'
import type { GateSettings } from './settings.ts'
import type { BreakdownRow, Trial } from './trial.ts'
import type { Values } from './values/values.ts'
import { idleWaivers, waive } from './waivers.ts'

export interface GateQuestion {
  readonly gate: GateSpec
  /** Or why there is none: then every rule says so. */
  readonly evidence: Result<Evidence>
  /** Requests to the endpoints, or why there are none; absent where no endpoint was given. */
  readonly requests?: Result<Requests>
  /** Numbers of other tools, or why there are none; absent where no file was given. */
  readonly values?: Result<Values>
  /** The day waivers are held against, YYYY-MM-DD (UTC). */
  readonly today: string
  /** Where a value below the gate stands in the policy file. */
  readonly locate?: (keys: readonly Key[]) => SourceLocation
}

export interface GateAnswer {
  readonly verdict: Outcome
  /** One for every rule and slice, in the order of the policy. */
  readonly findings: readonly Finding[]
  /** What findings were made of, by their ids: the groups behind a fairness gap. */
  readonly breakdowns: ReadonlyMap<string, readonly BreakdownRow[]>
  /** What a reader should know that is no finding. */
  readonly notes: readonly string[]
  readonly settings: GateSettings
  /** Tests that shared the correction. */
  readonly familySize: number
}

/** A trial with its rule. */
interface Asked {
  readonly rule: Rule
  readonly index: number
  readonly trial: Trial
}

/**
 * Judges evidence by the rules of a gate. Pure and deterministic: the same evidence, policy and day give the same
 * answer. Never throws for what the data hold; a rule that could not be asked is a finding that says so.
 */
export function judgeGate({ gate, evidence, requests, values, today, locate }: GateQuestion): GateAnswer {
  const settings = settingsOf(gate)
  const { asked, notes } = ask(
    gate,
    { evidence, requests: requests ?? NO_REQUESTS, values: values ?? NO_VALUES },
    settings,
  )
  const strictness = correctAll(asked, settings)
  const taken = new Set<string>()
  const findings = asked.map((one) => {
    const settled = settle(one, strictness.get(one.trial), settings, gate)
    const finding = { ...settled, id: unique(settled.id, taken) }
    const source = locate?.(['rules', one.index])
    return waive(source ? { ...finding, source } : finding, gate.waivers ?? [], today)
  })
  const breakdowns = asked.flatMap(({ trial }, i) => {
    const { breakdown } = trial.outcome
    return breakdown ? [[findings[i]!.id, breakdown] as const] : []
  })
  return {
    verdict: verdictOf(findings),
    findings,
    breakdowns: new Map(breakdowns),
    notes: [...notes, ...idleWaivers(findings, gate.waivers ?? [])],
    settings,
    familySize: strictness.size,
  }
}

/** What the rules are measured on. */
interface Sources {
  readonly evidence: Result<Evidence>
  readonly requests: Result<Requests>
  readonly values: Result<Values>
}

const NO_VALUES = error('there is no file with metrics', 'Give the file that holds them as `metrics`.')

const NO_REQUESTS = error(
  'no requests were made: there is no endpoint',
  'Give the URL of the candidate as `endpoint`, or the requests of a load tool as `requests`.',
)

function ask(gate: GateSpec, sources: Sources, settings: GateSettings) {
  const { evidence } = sources
  const bench: Result<Bench> = evidence.ok ? ok(createBench(evidence.value, settings)) : evidence
  const asked: Asked[] = []
  const notes: string[] = []
  for (const [index, rule] of gate.rules.entries()) {
    const { trials, notes: own } = trialsOf(rule, bench, sources, settings)
    asked.push(...trials.map((trial) => ({ rule, index, trial })))
    notes.push(...own.map((note) => `${ruleId(rule)}: ${note}`))
  }
  return { asked, notes }
}

/** A rule is asked of its own source; of a source that cannot be used it says why. */
function trialsOf(
  rule: Rule,
  bench: Result<Bench>,
  { requests, values }: Sources,
  settings: GateSettings,
): Trials {
  const kind = kindOf(rule)
  switch (kind.reads) {
    case 'predictions':
      return bench.ok ? kind.trials(rule, bench.value) : { trials: [unasked(rule, bench.problem)], notes: [] }
    case 'requests':
      return requests.ok
        ? kind.trials(rule, requests.value, settings)
        : { trials: [unasked(rule, requests.problem)], notes: [] }
    case 'values':
      return values.ok
        ? kind.trials(rule, values.value, settings)
        : { trials: [unasked(rule, values.problem)], notes: [] }
    default:
      return kind satisfies never
  }
}

function unasked(rule: Rule, problem: Problem): Trial {
  return { required: kindOf(rule).required(rule), outcome: { kind: 'problem', problem } }
}

/** Family members are corrected together; the others are held to the gate's alpha each. */
function correctAll(asked: readonly Asked[], settings: GateSettings): ReadonlyMap<Trial, Corrected> {
  const members = asked.flatMap(({ trial }) =>
    trial.outcome.kind === 'test' && trial.outcome.inFamily ? [{ trial, pValue: trial.outcome.pValue }] : [],
  )
  const corrected = correct(
    members.map(({ pValue }) => pValue),
    settings.alpha,
    settings.family,
  )
  return new Map(members.map(({ trial }, i) => [trial, corrected[i]!]))
}

function settle(
  { rule, trial }: Asked,
  corrected: Corrected | undefined,
  settings: GateSettings,
  gate: GateSpec,
): Finding {
  const { outcome, slice, sliceLabel, required } = trial
  const kind = kindOf(rule)
  const head = {
    id: sliceLabel === undefined ? ruleId(rule) : `${ruleId(rule)}[${sliceLabel}]`,
    kind: kind.name,
    // Without the slice, which every surface shows beside it.
    title: kind.title(rule),
    required,
    ...(slice ? { slice } : {}),
  }
  if (outcome.kind === 'problem') {
    const { status, cause, reason, remedy } = outcome.problem
    const said = { ...head, status, reason, outcome: outcomeOf(status, cause, rule, gate.defaults) }
    return remedy === undefined ? said : { ...said, remedy }
  }
  if (outcome.kind === 'settled')
    return { ...head, ...outcome.judgement, ...softened(outcome.judgement.status, rule, gate) }
  const strictness = corrected ?? { alpha: settings.alpha, proven: outcome.pValue <= settings.alpha }
  const judgement = outcome.judge(strictness)
  return {
    ...head,
    ...judgement,
    ...softened(judgement.status, rule, gate),
    pValue: outcome.pValue,
    ...(corrected ? { adjustedPValue: corrected.adjustedPValue } : {}),
  }
}

/** A rule of severity `warn` that fails is a warning, in name and in effect. */
function softened(
  status: Finding['status'],
  rule: Rule,
  gate: GateSpec,
): Pick<Finding, 'status' | 'outcome'> {
  const outcome = outcomeOf(status, undefined, rule, gate.defaults)
  return { status: status === 'fail' && outcome === 'warn' ? 'warn' : status, outcome }
}

/** Values of a slice that are cut to the same few letters must not share a finding's name. */
function unique(id: string, taken: Set<string>): string {
  let name = id
  for (let copy = 2; taken.has(name); copy++) name = `${id}#${copy}`
  taken.add(name)
  return name
}
