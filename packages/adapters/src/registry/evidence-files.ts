import type { Files } from '@mlops-actions/core'
import { type Evidence, MAX_EVIDENCE_BYTES, parseEvidence } from '@mlops-actions/registry'

/** A report read from a file, and the path messages name it by. */
export interface EvidenceFile {
  readonly path: string
  readonly evidence: Evidence
}

/** @throws UserError `file-not-found`, `file-too-large`; RegistryError `invalid-evidence` */
export async function readEvidence(files: Files, paths: readonly string[]): Promise<readonly EvidenceFile[]> {
  const read: EvidenceFile[] = []
  for (const path of paths) {
    const bytes = await files.read(path, { maxBytes: MAX_EVIDENCE_BYTES })
    read.push({ path, evidence: parseEvidence(bytes, path) })
  }
  return read
}
