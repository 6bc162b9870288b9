import { reportedDigest } from '@mlops-actions/adapters'
import { type Inputs, type Runtime, UserError } from '@mlops-actions/core'
import type { IdentityCheck, Observation, RolloutPlan, RolloutState } from '@mlops-actions/rollout'
import type { definition } from './inputs.ts'

export interface Identity {
  readonly check: IdentityCheck
  readonly digests: RolloutState['digests']
}

/**
 * Asks each arm which model it serves, before any traffic moves.
 * @throws UserError `identity-mismatch`, `identity-unreadable`, `same-model`, or `missing-input` when a digest is
 * expected and nobody can be asked
 */
export async function checkIdentity(
  inputs: Inputs<typeof definition>,
  arms: RolloutPlan['arms'],
  runtime: Runtime,
): Promise<Identity> {
  const stableUrl = inputs['stable-identity-url']
  const canaryUrl = inputs['canary-identity-url']
  const expected = inputs.digest
  if (canaryUrl === undefined) {
    if (expected === undefined) return { check: { kind: 'unchecked' }, digests: {} }
    throw new UserError(
      'missing-input',
      'digest is given, but without canary-identity-url nobody can check it',
    )
  }
  const canary = await reportedDigest(runtime.http, arms.canary, canaryUrl, runtime.signal)
  const stable =
    stableUrl === undefined
      ? undefined
      : await reportedDigest(runtime.http, arms.stable, stableUrl, runtime.signal)
  if (expected !== undefined && canary !== expected) {
    throw new UserError(
      'identity-mismatch',
      `the canary ${arms.canary} serves ${canary}, expected ${expected}`,
      {
        remedy: 'no traffic was shifted; deploy the registered model to the canary first',
      },
    )
  }
  if (stable === canary) {
    throw new UserError('same-model', `both arms serve ${canary}: there is nothing to roll out`, {
      remedy: 'deploy the new model to the canary arm first',
    })
  }
  return {
    check: { kind: 'verified', expected },
    digests: { canary, ...(stable !== undefined && { stable }) },
  }
}

/** What changed since the start, in words. A comparison goes on only with the models it began with. */
export function changedModel(
  began: RolloutState['digests'],
  now: RolloutState['digests'],
): string | undefined {
  if (began.canary !== now.canary) return 'the canary serves another model than at the start'
  if (began.stable !== now.stable) return 'stable serves another model than at the start'
  return undefined
}

/** Asked at every look, or the report would claim a digest for requests that other bytes answered. */
export async function watchIdentity(
  inputs: Inputs<typeof definition>,
  state: RolloutState,
  runtime: Runtime,
): Promise<Observation | undefined> {
  try {
    const { digests } = await checkIdentity(inputs, state.arms, runtime)
    const changed = changedModel(state.digests, digests)
    return changed === undefined ? undefined : { kind: 'contended', reason: changed }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    // A server may be slow for a moment; one that names another model has been replaced.
    const kind = error.code === 'identity-unreadable' ? 'blind' : 'contended'
    return { kind, reason: error.message }
  }
}
