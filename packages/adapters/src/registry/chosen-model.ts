import { type LoadedPolicy, UserError } from '@mlops-actions/core'
import { type ModelPolicy, PolicyError } from '@mlops-actions/policy'

/**
 * The model a step speaks of: the named one, or the only one.
 *
 * @throws UserError `unknown-model`, naming the choices
 */
export function chosenModel(
  { policy }: Pick<LoadedPolicy, 'policy'>,
  name: string | undefined,
): { readonly name: string; readonly policy: ModelPolicy } {
  try {
    return policy.model(name)
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause
    throw new UserError(cause.code, cause.message, { cause })
  }
}
