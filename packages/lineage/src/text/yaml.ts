import { parseDocument } from 'yaml'
import { LineageError } from '../error.ts'

/** A small file can spell out gigabytes by repeating aliases of aliases. */
const MAX_ALIASES = 100

/**
 * YAML as plain values.
 *
 * @throws LineageError `corrupt`, naming `where`
 */
export function parseYaml(bytes: Uint8Array, where: string): unknown {
  try {
    const document = parseDocument(new TextDecoder().decode(bytes), { prettyErrors: true })
    const [error] = document.errors
    if (error) throw error
    return document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new LineageError('corrupt', `${where}: ${why.trim()}`, { cause })
  }
}
