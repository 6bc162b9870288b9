import { type PolicyVersion, provenanceOf, type Runtime } from '@mlops-actions/core'
import type { FloorOutcome, Sample } from '@mlops-actions/forecast'
import { type Finding, verdictOf } from '@mlops-actions/policy'
import type { Digest, Report } from '@mlops-actions/report'
import type { KnownCapacity } from './capacity.ts'
import { chartsOf } from './charts.ts'
import type { Blind, Outlook } from './foresee.ts'
import type { Hindsight, Ways } from './hindsight.ts'
import { definition } from './inputs.ts'
import type { Settings } from './settings.ts'

/** Everything the report speaks of. */
export interface Foreseen {
  readonly model: string
  readonly version: PolicyVersion
  readonly notes: readonly string[]
  readonly settings: Settings
  readonly samples: readonly Sample[]
  readonly capacity: KnownCapacity
  readonly outlook: Outlook | Blind
  readonly hindsight: Hindsight | undefined
  readonly findings: readonly Finding[]
  readonly decision: Decision
}

export type Decision =
  | { readonly kind: 'abstained' }
  | { readonly kind: 'planned'; readonly replicas: number }
  | {
      readonly kind: 'moved'
      readonly replicas: number
      readonly target: string
      readonly outcome: FloorOutcome
    }
  | { readonly kind: 'failed'; readonly replicas: number; readonly target: string }

const NEXT_STEPS = 5

export async function buildReport(foreseen: Foreseen, runtime: Runtime): Promise<Report> {
  const { model, version, outlook, hindsight, settings, findings, samples } = foreseen
  return {
    schema: 'mlops-actions/report/v1',
    kind: 'scaling',
    verdict: verdictOf(findings),
    headline: headline(foreseen),
    subject: {
      model,
      policy: {
        path: version.location.path,
        digest: version.digest,
        ...(version.location.ref === undefined ? {} : { ref: version.location.ref }),
      },
      data: [{ name: 'history', digest: await digestOf(samples), rows: samples.length }],
    },
    findings,
    charts: outlook.kind === 'outlook' && hindsight ? chartsOf(outlook, hindsight, settings) : [],
    facts: factsOf(foreseen),
    next: findings
      .filter(({ outcome, remedy }) => outcome !== 'pass' && remedy !== undefined)
      .slice(0, NEXT_STEPS)
      .map(({ id, remedy }) => `${id}: ${remedy}`),
    provenance: provenanceOf(runtime, definition.name),
  }
}

function headline({ model, decision, outlook }: Foreseen): string {
  switch (decision.kind) {
    case 'abstained':
      return outlook.kind === 'blind'
        ? `${model}: nothing is scaled, there is no forecast`
        : `${model}: nothing is scaled, the forecast is not good enough to act on`
    case 'planned':
      return `${model}: ${decision.replicas} replicas are planned for now`
    case 'moved':
      return `${model}: ${decision.replicas} replicas are planned, ${decision.target}: ${decision.outcome.move.why}`
    case 'failed':
      return `${model}: ${decision.replicas} replicas are planned, but ${decision.target} did not take them`
  }
}

function factsOf(foreseen: Foreseen): Report['facts'] {
  const { outlook, hindsight, capacity, notes, settings, decision } = foreseen
  const facts: [string, string][] = [
    [
      'A replica carries',
      `${shown(capacity.perReplica)} of load, ${capacity.basis}; planned to ${100 * capacity.utilisation} %`,
    ],
  ]
  if (outlook.kind === 'outlook') {
    const { steps, forecast } = outlook
    const peak = steps.reduce((most, step) => (step.upper > most.upper ? step : most), steps[0]!)
    facts.push(
      [
        'Peak ahead',
        `${shown(peak.expected)} expected, at most ${shown(peak.upper)}, at ${new Date(peak.at).toISOString().slice(0, 16)}Z`,
      ],
      [
        'Forecast',
        [...forecast.weights].map(([name, weight]) => `${Math.round(100 * weight)} % ${name}`).join(', '),
      ],
    )
  }
  if (decision.kind === 'moved' && decision.outcome.before.asked !== undefined) {
    facts.push(['The autoscaler asks for', `${decision.outcome.before.asked}`])
  }
  if (hindsight) facts.push(...hindsightFacts(hindsight, settings))
  facts.push(...notes.map((note): [string, string] => ['Note', note]))
  return facts.map(([label, value]) => ({ label, value }))
}

function hindsightFacts({ days, planned, reactive }: Hindsight, { spec }: Settings): [string, string][] {
  const ways = (way: Ways) =>
    `${shown(way.replicaHours)} replica-hours (${Math.abs(Math.round(100 * way.excess))} % ${way.excess < 0 ? 'less' : 'more'} than needed), ` +
    `${shown(way.shortMinutes)} minutes short, ${(100 * way.lostShare).toFixed(2)} % of the load without capacity`
  const facts: [string, string][] = [
    [`Replay of ${days} days with the plan`, ways(planned)],
    [`Replay of ${days} days, autoscaler alone`, ways(reactive)],
  ]
  const price = spec.cost?.replica_hour
  if (price !== undefined) {
    const unit = spec.cost?.currency ?? ''
    const more = (planned.replicaHours - reactive.replicaHours) * price
    const spared = reactive.shortMinutes - planned.shortMinutes
    facts.push([
      'Cost in the replay',
      `${money(planned.replicaHours * price, unit)} with the plan, ${money(reactive.replicaHours * price, unit)} without: ` +
        `${money(Math.abs(more), unit)} ${more >= 0 ? 'more' : 'less'} for ${shown(spared)} fewer minutes short`,
    ])
  }
  return facts
}

function money(amount: number, currency: string): string {
  return `${amount.toLocaleString('en', { maximumFractionDigits: 2 })}${currency === '' ? '' : ` ${currency}`}`
}

function shown(value: number): string {
  return Number(value.toPrecision(4)).toLocaleString('en')
}

/** Of the history as it was read: the same digest is the same forecast. */
async function digestOf(samples: readonly Sample[]): Promise<Digest> {
  const bytes = await crypto.subtle.digest('SHA-256', Float64Array.from(samples.flat()))
  return `sha256:${Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
