import { RegistryError } from '../error.ts'
import { parseSelector } from '../promotion/expectation.ts'
import type { ModelState, VersionState } from '../state/state.ts'

/**
 * The version somebody means by `3`, `v3` or `sha256:...`. Of several versions with one digest, the newest.
 *
 * @throws RegistryError `unknown-model`, `unknown-version`
 */
export function selectVersion(state: ModelState, text: string): VersionState {
  requireModel(state)
  const selector = parseSelector(text)
  const found =
    selector.kind === 'version'
      ? state.versions.get(selector.version)
      : [...state.versions.values()].findLast(({ modelDigest }) => modelDigest === selector.digest)
  if (found) return found
  throw new RegistryError(
    'unknown-version',
    `${state.model} has no version ${text}; it has 1 to ${state.versions.size}`,
    { remedy: 'Register the model first; register-model prints the version.' },
  )
}

/** @throws RegistryError `unknown-model` */
export function requireModel(state: ModelState): void {
  if (state.versions.size > 0) return
  throw new RegistryError('unknown-model', `the registry knows no model ${JSON.stringify(state.model)}`, {
    remedy: 'Register it with register-model first; check the name, the remote and the branch.',
  })
}
