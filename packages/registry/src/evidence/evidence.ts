import type { Digest } from '@mlops-actions/report'
import { z } from 'zod'
import { digestBytes } from '../digest/source.ts'
import { RegistryError } from '../error.ts'
import { digest, shortText } from '../record/fields.ts'
import { parseJson } from '../record/record.ts'

/** Largest report kept as evidence. Metadata stays small so that every read of the branch stays fast. */
export const MAX_EVIDENCE_BYTES = 1 << 20

/**
 * The part of a report a promotion believes. Loose on purpose: the rest of the document (findings, charts, what later
 * versions add) is kept byte for byte, and only its digest counts.
 */
const evidenceReport = z.looseObject({
  schema: z.literal('mlops-actions/report/v1'),
  kind: z.enum(['validation', 'registration', 'promotion', 'rollout', 'drift']),
  verdict: z.enum(['pass', 'warn', 'fail']),
  headline: z.string().max(4096),
  subject: z.looseObject({
    model: z.string(),
    modelDigest: digest.optional(),
    policy: z.looseObject({ path: z.string(), digest }).optional(),
    baseline: z.looseObject({ digest: digest.optional() }).optional(),
  }),
  provenance: z.looseObject({
    createdAt: z.iso.datetime({ offset: true }),
    actor: shortText.optional(),
    runUrl: z.string().max(4096).optional(),
  }),
})

export interface Evidence {
  /** sha256 of the document's bytes, and its name in the registry. */
  readonly digest: Digest
  readonly kind: 'validation' | 'registration' | 'promotion' | 'rollout' | 'drift'
  readonly verdict: 'pass' | 'warn' | 'fail'
  readonly headline: string
  readonly model: string
  readonly modelDigest: Digest | undefined
  readonly policyDigest: Digest | undefined
  /** The model it was compared with, where the report names one. */
  readonly baselineDigest?: Digest
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly bytes: Uint8Array
}

/**
 * A report read as evidence.
 *
 * @param where how messages call it: its path
 * @throws RegistryError `too-large`, `invalid-evidence`
 */
export function parseEvidence(bytes: Uint8Array, where: string): Evidence {
  if (bytes.length > MAX_EVIDENCE_BYTES) {
    throw new RegistryError('too-large', `${where}: evidence is at most ${MAX_EVIDENCE_BYTES} bytes`)
  }
  const report = parseJson(evidenceReport, new TextDecoder().decode(bytes), where, 'invalid-evidence')
  return {
    digest: digestBytes(bytes),
    kind: report.kind,
    verdict: report.verdict,
    headline: report.headline,
    model: report.subject.model,
    modelDigest: report.subject.modelDigest,
    policyDigest: report.subject.policy?.digest,
    ...(report.subject.baseline?.digest === undefined
      ? {}
      : { baselineDigest: report.subject.baseline.digest }),
    createdAt: Date.parse(report.provenance.createdAt),
    bytes,
  }
}

/**
 * Evidence is attached only to the bytes it speaks of.
 *
 * @throws RegistryError `evidence-mismatch`, naming both digests
 */
export function requireSubject(evidence: Evidence, model: string, modelDigest: Digest, where: string): void {
  if (evidence.model !== model) {
    throw new RegistryError(
      'evidence-mismatch',
      `${where} speaks of model ${JSON.stringify(evidence.model)}, not of ${JSON.stringify(model)}`,
    )
  }
  if (evidence.modelDigest === modelDigest) return
  throw new RegistryError(
    'evidence-mismatch',
    evidence.modelDigest === undefined
      ? `${where} names no model digest, so it is evidence for nothing`
      : `${where} speaks of ${evidence.modelDigest}, the model's files are ${modelDigest}`,
    { remedy: 'Validate exactly the files you register: give validate-gate the same path.' },
  )
}
