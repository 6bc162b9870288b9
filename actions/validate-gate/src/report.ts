import { provenanceOf, type Runtime } from '@mlops-actions/core'
import type { Evidence, Finding, GateAnswer, Requests, Result } from '@mlops-actions/policy'
import type { Digest, Report } from '@mlops-actions/report'
import { chartsOf } from './charts/index.ts'
import { latencyCharts } from './charts/latency.ts'
import type { ChosenPolicy } from './gate-policy.ts'
import { headline } from './headline.ts'
import { definition } from './inputs.ts'
import { type Predictions, sameBytes } from './read-predictions.ts'

export interface Judged {
  readonly chosen: ChosenPolicy
  readonly answer: GateAnswer
  readonly evidence: Result<Evidence>
  readonly candidate: Predictions | undefined
  readonly baseline: Predictions | undefined
  readonly requests: Requests | undefined
  /** What the policy a pull request proposes would say. */
  readonly alternative: GateAnswer | undefined
  readonly modelDigest: Digest | undefined
  readonly runtime: Runtime
}

/** Steps a reader can take in one sitting. */
const NEXT_STEPS = 5
/** Newly wrong rows named in a report; their ids only. */
const NAMED_ROWS = 5

/** All that was found, as the one document everything is rendered from. */
export function buildReport(judged: Judged): Report {
  const { chosen, answer, evidence, candidate, baseline, requests, modelDigest, runtime } = judged
  const { model, version } = chosen.judging
  const { findings } = answer
  return {
    schema: 'mlops-actions/report/v1',
    kind: 'validation',
    verdict: answer.verdict,
    headline: headline(model, answer.verdict, findings),
    subject: {
      model,
      ...(modelDigest === undefined ? {} : { modelDigest }),
      policy: {
        path: version.location.path,
        digest: version.digest,
        ...(version.location.ref === undefined ? {} : { ref: version.location.ref }),
      },
      data: [
        ...(candidate ? [dataOf('candidate', candidate)] : []),
        ...(baseline ? [dataOf('baseline', baseline)] : []),
      ],
    },
    findings,
    charts: [...chartsOf(answer, evidence), ...latencyCharts(requests)],
    facts: factsOf(judged),
    next: nextSteps(findings, modelDigest),
    provenance: provenanceOf(runtime, definition.name),
  }
}

function dataOf(name: string, { file, digest, rows }: Predictions): Report['subject']['data'][number] {
  return { name, path: file, digest, rows }
}

/** Rows that changed hands: the first thing to look at when a comparison is lost. */
function flipFacts(evidence: Result<Evidence>): readonly [string, string][] {
  if (!evidence.ok || evidence.value.task === 'regression') return []
  const { rows, truths, candidate, baseline, rowName } = evidence.value
  if (baseline.kind === 'absent') return []
  let fixed = 0
  const broken: number[] = []
  for (let row = 0; row < rows; row++) {
    const before = baseline.answers.predictions[row] === truths[row]
    const after = candidate.predictions[row] === truths[row]
    if (after && !before) fixed++
    else if (before && !after) broken.push(row)
  }
  const named = broken.slice(0, NAMED_ROWS).map(rowName).join(', ')
  const first = broken.length === 0 ? '' : ` (${named}${broken.length > NAMED_ROWS ? ', ...' : ''})`
  return [
    [
      'Answers',
      `${fixed.toLocaleString('en')} rows are newly right, ${broken.length.toLocaleString('en')} newly wrong${first}`,
    ],
  ]
}

function requestFacts(requests: Requests | undefined): readonly [string, string][] {
  if (!requests) return []
  const { candidate, baseline } = requests
  return [candidate, ...(baseline ? [baseline] : [])].map((side): [string, string] => {
    if (side.kind === 'summary') return ['Requests', `${side.n} to ${side.name}, by ${side.tool}`]
    const lost = side.latencies.filter((one) => one === Infinity).length
    const late = side.made
      ? `, 99 % of them sent within ${side.made.lag.toFixed(1)} ms of when they were due`
      : ''
    return ['Requests', `${side.latencies.length} to ${side.name}, ${lost} without a good answer${late}`]
  })
}

function factsOf(judged: Judged): Report['facts'] {
  const { chosen, answer, evidence, candidate, baseline, requests, alternative, modelDigest } = judged
  const { alpha, family, seed, replicates } = answer.settings
  const correction = { holm: 'Holm', bh: 'Benjamini-Hochberg', none: 'none' }[family]
  const facts: [string, string][] = [
    ...(candidate
      ? [
          ['Rows', candidate.rows.toLocaleString('en')] as [string, string],
          ['Baseline', baselineWords(candidate, baseline)] as [string, string],
        ]
      : []),
    ...flipFacts(evidence),
    ...requestFacts(requests),
    ['Error', `${alpha} one-sided; correction over ${answer.familySize} tests: ${correction}`],
    ['Bootstrap', `${replicates} replicates, seed ${seed}`],
    [
      'Model',
      modelDigest ?? 'no digest (`model-path` was not given): this report cannot be used as evidence',
    ],
    ...(alternative ? [['Proposed policy', proposedWords(answer, alternative)] as [string, string]] : []),
    ...[...chosen.notes, ...answer.notes].map((note): [string, string] => ['Note', note]),
  ]
  return facts.map(([label, value]) => ({ label, value }))
}

function baselineWords(candidate: Predictions, baseline: Predictions | undefined): string {
  if (!baseline) return 'none'
  const same = sameBytes({ candidate, baseline })
  return same ? `${baseline.file}, the same bytes as the candidate: a model beside itself` : baseline.file
}

/** What the pull request's own policy would change. */
function proposedWords({ verdict, findings }: GateAnswer, alternative: GateAnswer): string {
  const before = new Map(findings.map(({ id, status }) => [id, status]))
  const after = new Map(alternative.findings.map(({ id, status }) => [id, status]))
  const changes = [
    ...[...after].flatMap(([id, status]) => {
      const old = before.get(id)
      if (old === undefined) return [`${id} is new (${status})`]
      return old === status ? [] : [`${id} ${old} -> ${status}`]
    }),
    ...[...before.keys()].filter((id) => !after.has(id)).map((id) => `${id} is gone`),
  ]
  const listed = changes.length === 0 ? 'no finding changes' : changes.slice(0, 10).join('; ')
  const more = changes.length > 10 ? `; and ${changes.length - 10} more` : ''
  return `${alternative.verdict} (the policy that judges: ${verdict}); ${listed}${more}`
}

/** Failures before warnings, each remedy once. */
function nextSteps(findings: readonly Finding[], digest: Digest | undefined): readonly string[] {
  const order = { fail: 0, warn: 1, pass: 2 } as const
  const open = findings
    .filter(({ outcome }) => outcome !== 'pass')
    .toSorted((a, b) => order[a.outcome] - order[b.outcome])
  const remedies = open.flatMap(({ id, remedy }) => (remedy === undefined ? [] : [{ id, remedy }]))
  const steps = [...new Set(remedies.map(({ remedy }) => remedy))].map((remedy) => {
    const ids = remedies.filter((one) => one.remedy === remedy).map(({ id }) => id)
    return `${ids.length === 1 ? ids[0]! : `${ids.length} checks`}: ${remedy}`
  })
  const closing =
    digest === undefined
      ? ['Give `model-path`, so that this report is evidence for the model it speaks of.']
      : open.length === 0
        ? ['Register the model with register-model and this report as evidence.']
        : []
  return [...steps.slice(0, NEXT_STEPS), ...closing]
}
