import type { Finding, Outcome } from '@mlops-actions/policy'

/** The one line a person reads first. */
export function headline(model: string, verdict: Outcome, findings: readonly Finding[]): string {
  const [first] = findings
  const sameProblem =
    first &&
    first.status !== 'pass' &&
    findings.every(({ reason, status }) => reason === first.reason && status === first.status)
  if (sameProblem && unmade(first)) return `${model} cannot be judged: ${first.reason}`
  const waived = count(findings, 'waived')
  const excused = waived === 0 ? '' : `, ${waived} waived`
  if (verdict === 'pass') {
    const held = count(findings, 'pass')
    return `${model} passes: ${held} of ${findings.length} ${plural(findings.length, 'check')} ${findings.length === 1 ? 'holds' : 'hold'}${excused}${excepted(findings)}`
  }
  const concerned = findings.filter(({ outcome }) => outcome === verdict)
  const words = statuses.flatMap(([status, word]) => {
    const n = count(concerned, status)
    return n === 0 ? [] : [concerned.length === 1 ? `${concerned[0]!.id} ${word}` : `${n} ${word}`]
  })
  const total = `${findings.length} ${plural(findings.length, 'check')}`
  const held = `${count(findings, 'pass')} of ${total} ${count(findings, 'pass') === 1 || findings.length === 1 ? 'holds' : 'hold'}`
  return `${model} ${verdict === 'fail' ? 'fails' : 'passes with warnings'}: ${words.join(', ')}; ${held}${excused}`
}

const statuses = [
  ['fail', 'failed'],
  ['warn', 'failed (warning only)'],
  ['inconclusive', 'inconclusive'],
  ['incomparable', 'not comparable'],
  ['error', 'could not be made'],
] as const satisfies readonly (readonly [Finding['status'], string])[]

/** A pass that the policy granted to comparisons nobody made must not read like one that was earned. */
function excepted(findings: readonly Finding[]): string {
  const granted = findings.filter(
    (finding) => finding.outcome === 'pass' && (unmade(finding) || finding.status === 'inconclusive'),
  ).length
  return granted === 0 ? '' : `, ${granted} not judged and let pass by the policy`
}

function unmade({ status }: Finding): boolean {
  return status === 'error' || status === 'incomparable'
}

function count(findings: readonly Finding[], status: Finding['status']): number {
  return findings.filter((finding) => finding.status === status).length
}

function plural(n: number, word: string): string {
  return n === 1 ? word : `${word}s`
}
