import type { Finding } from '../finding.ts'
import type { Waiver } from '../schema/gate.ts'

/**
 * Covers findings by waivers of the same id. A waiver excuses a judgement, never one that could not be made: `error` and
 * `incomparable` stay. It holds to the end of its last day (UTC); an expired one excuses nothing and says so.
 */
export function waive(finding: Finding, waivers: readonly Waiver[], today: string): Finding {
  const waiver = waivers.find(({ rule }) => rule === finding.id)
  if (!waiver || !excusable(finding)) return finding
  const who = `${waiver.owner}, until ${waiver.until}: ${waiver.reason}`
  if (waiver.until < today) {
    const remedy = `Mend it, or ask ${waiver.owner} for a new waiver.`
    return { ...finding, reason: `${finding.reason}; its waiver has expired (${who})`, remedy }
  }
  return { ...finding, status: 'waived', outcome: 'pass', reason: `${finding.reason}; waived by ${who}` }
}

/** Waivers that excuse nothing any more, so that they do not lie around until they excuse something else. */
export function idleWaivers(findings: readonly Finding[], waivers: readonly Waiver[]): readonly string[] {
  return waivers.flatMap(({ rule }) => {
    const finding = findings.find(({ id }) => id === rule)
    if (!finding) return [`the waiver of ${rule} covers no finding`]
    return finding.status === 'pass' ? [`the waiver of ${rule} is no longer needed`] : []
  })
}

function excusable({ status }: Finding): boolean {
  return status === 'fail' || status === 'warn' || status === 'inconclusive'
}
