import { readModel, translated } from '@mlops-actions/adapters'
import type { Runtime } from '@mlops-actions/core'
import type { Digest } from '@mlops-actions/report'

/**
 * The digest of the candidate's own bytes, which makes the report evidence for this very model. It is computed as
 * register-model computes it, by the same code.
 * @throws UserError `model-not-found`, `path-outside-workspace`, and the registry's codes for a folder it refuses
 */
export async function modelDigest(runtime: Runtime, model: string, path: string): Promise<Digest> {
  const { modelDigest: digest, files } = await translated(() => readModel(runtime.files, model, path))
  const bytes = files.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const what = files.length === 1 ? '1 file' : `${files.length} files`
  runtime.log.info(`${path}: ${what}, ${(bytes / 2 ** 20).toFixed(1)} MiB, ${digest}`)
  return digest
}
