import { earlyStoppingQueries, invertedCdfQuantile } from '@mlops-actions/stats'
import { toMilliseconds } from '../../schema/common.ts'
import { latencyRule } from '../../schema/gate.ts'
import type { LatencyRule } from '../../schema/gate.ts'
import { wilsonInference } from '../inference/proportion.ts'
import type { Inference } from '../inference/inference.ts'
import { error, incomparable, inconclusive, refusal } from '../problem.ts'
import type { Problem } from '../problem.ts'
import { dispersionOf, quantileInference } from '../requests/quantile.ts'
import { noiseFloor, quantileRatio } from '../requests/ratio.ts'
import type { RequestLog, Requests, RequestSide, RequestSummary } from '../requests/requests.ts'
import type { GateSettings } from '../settings.ts'
import type { TrialOutcome } from '../trial.ts'
import { askBound } from './bound.ts'
import type { RequestsKind, RuleProblem, Trials } from './kind.ts'

/** A bound on how long an endpoint takes, or on how much longer than the baseline's. */
export const latencyKind: RequestsKind = {
  name: 'latency',
  reads: 'requests',
  schema: latencyRule,
  suggests: (keys) => keys.includes('latency'),
  defaultId(rule) {
    const { latency, versus } = rule as LatencyRule
    return `latency.${latency}${versus === undefined ? '' : '.not-worse'}`
  },
  check: (rule) => check(rule as LatencyRule),
  title: (rule) => title(rule as LatencyRule),
  required: (rule) => required(rule as LatencyRule),
  trials: (rule, requests, settings) => ask(rule as LatencyRule, requests, settings),
}

/** Share of requests below the quantile a rule names, or undefined for its share of failures. */
function shareOf({ latency }: LatencyRule): number | undefined {
  return latency === 'failures' ? undefined : Number((Number(latency.slice(1)) / 100).toPrecision(12))
}

function check(rule: LatencyRule): readonly RuleProblem[] {
  const { latency, max, versus, margin } = rule
  if (versus !== undefined) {
    if (latency === 'failures') return [{ keys: ['latency'], message: '`failures` are bounded with `max`' }]
    if (max !== undefined) return [{ keys: ['max'], message: 'give either `max` or `versus` and a `margin`' }]
    return margin === undefined
      ? [{ keys: [], message: '`versus: baseline` needs a `margin`: 0.1 for 10 %' }]
      : []
  }
  if (margin !== undefined)
    return [{ keys: ['margin'], message: 'a `margin` is read with `versus: baseline` only' }]
  if (max === undefined)
    return [{ keys: [], message: 'a latency rule needs `max`, or `versus: baseline` and a `margin`' }]
  if (latency === 'failures' && typeof max !== 'number') {
    return [{ keys: ['max'], message: 'the failures are a share of the requests: a number from 0 to 1' }]
  }
  if (latency !== 'failures' && typeof max !== 'string') {
    return [{ keys: ['max'], message: `found ${String(max)}, expected a duration such as 120ms` }]
  }
  return []
}

function boundOf({ max }: LatencyRule): number {
  return typeof max === 'string' ? toMilliseconds(max) : (max ?? Number.NaN)
}

function title(rule: LatencyRule): string {
  const name = rule.latency === 'failures' ? 'Share of failed requests' : `${rule.latency} latency`
  if (rule.versus === undefined) return `${name} is at most ${String(rule.max)}`
  return `${name} is at most ${Number(((rule.margin ?? 0) * 100).toPrecision(6))} % above the baseline's`
}

function required(rule: LatencyRule): string {
  return rule.versus === undefined ? `<= ${String(rule.max)}` : `ratio <= ${1 + (rule.margin ?? 0)}`
}

function ask(rule: LatencyRule, requests: Requests, settings: GateSettings): Trials {
  const answer =
    rule.versus === undefined
      ? askAlone(rule, requests.candidate, settings)
      : askBoth(rule, requests, settings)
  return { trials: [{ required: required(rule), outcome: answer.outcome }], notes: answer.notes }
}

interface Answer {
  readonly outcome: TrialOutcome
  readonly notes: readonly string[]
}

function refused({ problem }: { readonly problem: Problem }): Answer {
  return { outcome: { kind: 'problem', problem }, notes: [] }
}

function askAlone(rule: LatencyRule, side: RequestSide, settings: GateSettings): Answer {
  if (side.kind === 'summary') return { outcome: askSummary(rule, side), notes: [] }
  const invalid = invalidity(side)
  if (invalid) return refused(invalid)
  if (rule.latency === 'failures' && side.answeredOnly) {
    return refused(
      error(
        `${side.name} leaves out the requests that were never answered`,
        "Give the tool's JSON summary, which counts them.",
      ),
    )
  }
  const value = inferenceOf(rule, side, settings)
  if ('problem' in value) return refused(value)
  const asked = askBound({ max: boundOf(rule), use: rule.use }, value.inference, {
    alpha: settings.alpha,
    inFamily: false,
  })
  const bunched = value.dispersion > 1.05
  const notes = [
    ...(bunched
      ? [
          `slow requests bunch together: ${side.latencies.length} are worth ${Math.floor(side.latencies.length / value.dispersion)}`,
        ]
      : []),
    ...(side.answeredOnly ? [`${side.name} leaves out the requests that were never answered`] : []),
  ]
  return { outcome: inMilliseconds(rule, asked), notes }
}

function inferenceOf(
  rule: LatencyRule,
  { latencies, made }: RequestLog,
  { alpha }: GateSettings,
): { readonly inference: Inference; readonly dispersion: number } | { readonly problem: Problem } {
  const n = latencies.length
  const p = shareOf(rule)
  if (p === undefined) {
    const failed = (request: number): boolean => latencies[request] === Infinity
    const failures = latencies.filter((one) => one === Infinity).length
    const dispersion = made ? dispersionOf(failed, made.blocks) : 1
    // Rounded against the endpoint: fewer requests, more failures.
    const worth = wilsonInference(Math.ceil(failures / dispersion), Math.floor(n / dispersion))
    return { inference: { ...worth, value: failures / n, n }, dispersion }
  }
  const sorted = Float64Array.from(latencies).sort()
  const estimate = invertedCdfQuantile(sorted, p)
  const dispersion = made ? dispersionOf((request) => latencies[request]! > estimate, made.blocks) : 1
  const least = Math.ceil(earlyStoppingQueries(0, p, 1 - alpha) * dispersion)
  if (n < least) {
    return inconclusive(
      `${n} requests are too few for ${rule.latency}: even with none over the limit ${least} are needed`,
      'Raise `load.rate` or `load.duration`.',
    )
  }
  return { inference: quantileInference(sorted, p, dispersion), dispersion }
}

/** A summary has no requests left to make an interval of: only the point can be judged, and only if that is asked for. */
function askSummary(rule: LatencyRule, { name, tool, n, failures, quantiles }: RequestSummary): TrialOutcome {
  const p = shareOf(rule)
  const value = p === undefined ? (failures === undefined ? undefined : failures / n) : quantiles.get(p)
  if (value === undefined) {
    const known = [...quantiles.keys()].map((share) => `p${Number((share * 100).toPrecision(6))}`).join(', ')
    return {
      kind: 'problem',
      ...error(`${name}: this ${tool} summary has no ${rule.latency}; it has ${known || 'no quantiles'}`),
    }
  }
  if (p === undefined) {
    return askBound({ max: boundOf(rule), use: rule.use }, wilsonInference(failures ?? 0, n), {
      alpha: 0.05,
      inFamily: false,
    })
  }
  if (rule.use !== 'point') {
    return {
      kind: 'problem',
      ...inconclusive(
        `${rule.latency} is ${value} ms in ${n} requests by ${tool}, which leaves no uncertainty to judge by`,
        'Give the raw requests instead (oha `--output-format csv`, k6 `--out csv`), or set `use: point`.',
      ),
    }
  }
  const holds = value <= boundOf(rule)
  return {
    kind: 'settled',
    judgement: {
      status: holds ? 'pass' : 'fail',
      reason: `${value} ms is ${holds ? '' : 'not '}at most ${String(rule.max)} (a point of ${tool}, no interval)`,
      candidate: { value, n, unit: 'ms' },
    },
  }
}

/** Requests sent late or too seldom measured this machine, not the endpoint. */
function invalidity({ name, latencies, made }: RequestLog): { readonly problem: Problem } | undefined {
  if (!made) return undefined
  const { offered, sent, lag } = made
  if (sent < LEAST_SENT * offered) {
    return inconclusive(
      `${name}: ${sent.toFixed(1)} requests a second were sent of the ${offered.toFixed(1)} that were due`,
      'Lower `load.rate`, or use a larger runner.',
    )
  }
  const median = invertedCdfQuantile(Float64Array.from(latencies).sort(), 0.5)
  const allowed = Math.max(LEAST_LAG_MS, MOST_LAG * median)
  if (lag <= allowed) return undefined
  return inconclusive(
    `${name}: this machine sent 1 % of the requests more than ${lag.toFixed(1)} ms late, ${allowed.toFixed(1)} ms are allowed`,
    'Lower `load.rate`, or run nothing else beside the measurement.',
  )
}

/** Share of the due requests that must have been sent. */
const LEAST_SENT = 0.99
/** Lateness that is always forgiven, and beyond it the share of the median latency that is. */
const LEAST_LAG_MS = 5
const MOST_LAG = 0.2

function askBoth(rule: LatencyRule, { candidate, baseline }: Requests, settings: GateSettings): Answer {
  const p = shareOf(rule)
  if (p === undefined) throw new Error('the policy was not checked: failures have no baseline')
  if (!baseline) {
    return refused(
      refusal(
        'error',
        'missing_baseline',
        'there is no second endpoint to compare with',
        'Give the endpoint of the model in production as `baseline-endpoint`: both are measured in turns by this run.',
      ),
    )
  }
  if (candidate.kind === 'summary' || baseline.kind === 'summary' || !candidate.made || !baseline.made) {
    return refused(
      incomparable(
        'the two were not measured in turns by one run: the machines of two runs differ more than two models',
        'Give both endpoints, and let the gate measure them side by side.',
      ),
    )
  }
  const sides = [
    { ...candidate, made: candidate.made },
    { ...baseline, made: baseline.made },
  ] as const
  const invalid = sides.map(invalidity).find((one) => one !== undefined)
  if (invalid) return refused(invalid)
  for (const side of sides) {
    const value = inferenceOf(rule, side, settings)
    if ('problem' in value) return refused(value)
  }
  const margin = rule.margin ?? 0
  const noise = noiseFloor(sides[1], p)
  const shown = `two halves of the baseline's own requests differ by ${(noise * 100).toFixed(1)} % at ${rule.latency}`
  if (!(noise <= Math.log1p(margin))) {
    return refused(
      inconclusive(
        `${shown}: this machine cannot tell ${(margin * 100).toFixed(0)} % apart`,
        'Raise `load.duration`, or the margin.',
      ),
    )
  }
  const ratio = quantileRatio(sides[0], sides[1], p, settings)
  const outcome = askBound({ max: 1 + margin, use: rule.use }, ratio, {
    alpha: settings.alpha,
    inFamily: true,
  })
  return { outcome, notes: [shown] }
}

/** Latencies have a unit, which a measurement must not lose on its way into the report. */
function inMilliseconds(rule: LatencyRule, outcome: TrialOutcome): TrialOutcome {
  if (rule.latency === 'failures' || outcome.kind === 'problem') return outcome
  const withUnit = <J extends { readonly candidate?: object }>(judgement: J): J =>
    judgement.candidate ? { ...judgement, candidate: { ...judgement.candidate, unit: 'ms' } } : judgement
  if (outcome.kind === 'settled') return { ...outcome, judgement: withUnit(outcome.judgement) }
  return { ...outcome, judge: (strictness) => withUnit(outcome.judge(strictness)) }
}
