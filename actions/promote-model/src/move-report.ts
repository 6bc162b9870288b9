import { type Finding, type Policy, verdictOf } from '@mlops-actions/policy'
import type { StageMove, VersionRef } from '@mlops-actions/registry'
import type { Provenance, Report, Subject } from '@mlops-actions/report'
import type { Request } from './request.ts'

export interface MoveFacts {
  readonly model: string
  readonly request: Exclude<Request, { readonly mode: 'verify' }>
  readonly move: StageMove
  readonly subject: NonNullable<Subject['policy']>
  readonly provenance: Provenance
}

/** A promotion or a rollback as a report: each rule of the stage, and what the stage holds now. */
export function moveReport({ model, request, move, subject, provenance }: MoveFacts): Report {
  const { current, previous } = move
  // A refusal speaks of the version that was refused, not of the one that stays.
  const about = move.asked ?? current
  return {
    schema: 'mlops-actions/report/v1',
    kind: 'promotion',
    verdict: verdictOf(move.findings),
    headline: headlineOf(model, request, move),
    subject: {
      model,
      ...(about ? { version: String(about.version), modelDigest: about.modelDigest } : {}),
      policy: subject,
      data: [],
    },
    findings: move.findings,
    charts: [],
    facts: [
      { label: 'Stage', value: move.stage },
      { label: 'Holds now', value: nameOf(current) },
      ...(move.kind === 'refused' ? [] : [{ label: 'Held before', value: nameOf(previous) }]),
      ...(request.reason === undefined ? [] : [{ label: 'Reason', value: request.reason }]),
      ...(move.event === undefined ? [] : [{ label: 'Event', value: move.event }]),
      { label: 'Tries', value: String(move.tries) },
    ],
    next: nextSteps(request, move),
    provenance,
  }
}

/** Points each finding at the stage's lines in the policy file. */
export function located(
  findings: readonly Finding[],
  policy: Pick<Policy, 'document' | 'locate'>,
  model: string,
  stage: string,
): readonly Finding[] {
  const stages = policy.document.models[model]?.stages ?? []
  const index = stages.findIndex(({ name }) => name === stage)
  if (index < 0) return findings
  const source = policy.locate(['models', model, 'stages', index])
  return findings.map((finding) => (finding.kind === 'bytes' ? finding : { ...finding, source }))
}

function headlineOf(model: string, request: MoveFacts['request'], move: StageMove): string {
  const { stage, current, asked } = move
  const failed = move.findings.filter(({ outcome }) => outcome === 'fail').length
  switch (move.kind) {
    case 'moved':
      return request.mode === 'promote'
        ? `${model} version ${current?.version} is now in ${stage}`
        : `${stage} of ${model} is back at version ${current?.version}`
    case 'unchanged':
      return `${model} version ${current?.version} was in ${stage} already`
    case 'refused':
      return request.mode === 'promote'
        ? `${model} version ${asked?.version} was not promoted to ${stage}: ${failed} of ${move.findings.length} rules not met`
        : `${stage} of ${model} was not rolled back: ${failed} of ${move.findings.length} rules not met`
  }
}

function nameOf(ref: VersionRef | undefined): string {
  return ref ? `version ${ref.version} (${ref.modelDigest})` : 'nothing'
}

function nextSteps(request: MoveFacts['request'], move: StageMove): readonly string[] {
  const remedies = move.findings.flatMap(({ outcome, remedy }) =>
    outcome === 'fail' && remedy !== undefined ? [remedy] : [],
  )
  if (move.kind === 'refused') return remedies
  if (request.mode === 'rollback') {
    return [
      `Version ${move.previous?.version} is quarantined: promoting it again takes override and a reason.`,
    ]
  }
  return ['Keep the event digest: mode verify proves with it that this promotion is still in the history.']
}
