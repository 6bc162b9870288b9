import { type Files, UserError } from '@mlops-actions/core'
import { canonicalJson, type Lineage } from '@mlops-actions/registry'
import { parseDocument } from 'yaml'

/** Hyperparameters are written by hand or by a sweep; more than this is a data file. */
const PARAMS_MAX_BYTES = 256 * 1024
/** A small file can spell out gigabytes by repeating aliases of aliases. */
const MAX_ALIASES = 100

/**
 * Hyperparameters from JSON or YAML (JSON is YAML).
 *
 * @throws UserError `file-not-found`, `file-too-large`, `invalid-params`
 */
export async function readParams(files: Files, path: string): Promise<NonNullable<Lineage['params']>> {
  const text = new TextDecoder().decode(await files.read(path, { maxBytes: PARAMS_MAX_BYTES }))
  try {
    const document = parseDocument(text, { prettyErrors: true })
    const [error] = document.errors
    if (error) throw error
    const json = canonicalJson(document.toJS({ maxAliasCount: MAX_ALIASES }))
    if (json.length > PARAMS_MAX_BYTES) throw new RangeError('expands to more than 256 KiB')
    // Through text, so that what is recorded is what will be read back.
    return JSON.parse(json)
  } catch (cause) {
    // Nesting a hundred thousand deep ends up here too: the stack is finite.
    throw invalid(path, cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function invalid(path: string, why: string, cause: unknown): UserError {
  return new UserError('invalid-params', `${path}: ${why.trim()}`, {
    cause,
    remedy: 'Write plain JSON or YAML: no NaN, no infinities, no tags.',
  })
}
