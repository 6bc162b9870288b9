import type { Digest } from '@mlops-actions/report'
import { digestBytes } from '../digest/source.ts'
import { parseEvidence } from '../evidence/evidence.ts'
import type { Known, Ledger, Report } from './walk.ts'

/**
 * A report's name is the digest of its content.
 *
 * @returns the reports that came in, by digest, with their paths
 */
export function checkEvidence(
  ledger: Ledger,
  known: readonly Known[],
  report: Report,
): ReadonlyMap<Digest, string> {
  const added = new Map<Digest, string>()
  for (const { change, at } of known) {
    if (at.kind !== 'evidence') continue
    const { path, content } = change
    const found = digestBytes(content)
    if (found !== at.digest) {
      report('evidence-forged', path, `the content hashes to ${found}`)
      continue
    }
    added.set(at.digest, path)
    try {
      const { bytes: _, ...evidence } = parseEvidence(content, path)
      ledger.evidence.set(at.digest, evidence)
    } catch (error) {
      report('evidence-invalid', path, error instanceof Error ? error.message : String(error))
    }
  }
  return added
}
