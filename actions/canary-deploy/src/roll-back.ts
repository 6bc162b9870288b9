import { describeError, type Runtime } from '@mlops-actions/core'
import {
  concluded,
  type Placement,
  rollBack,
  type RolloutState,
  type Router,
  sameSplit,
} from '@mlops-actions/rollout'

/** Waits between attempts; after a cancellation the runner leaves 7.5 s in all, so the first ones follow quickly. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const

/** How a rollback ended. `unconfirmed` means that traffic may still reach the canary: the loudest thing we can say. */
export type RolledBack =
  | { readonly kind: 'rolled-back'; readonly state: RolloutState }
  /** The target belongs to somebody else by now, who knows better: nothing was touched. */
  | { readonly kind: 'left-alone'; readonly state: RolloutState; readonly reason: string }
  | { readonly kind: 'unconfirmed'; readonly state: RolloutState; readonly error: unknown }

/**
 * Puts the safe split back and confirms it, trying again while there is time. Needs no metrics, no policy and no
 * GitHub. Weights go first, the final state with them or after: a runner killed in between leaves a state that the
 * next reconcile undoes once more, which changes nothing.
 */
export async function performRollBack(
  router: Router,
  state: RolloutState,
  reason: string,
  runtime: Pick<Runtime, 'clock' | 'log'>,
): Promise<RolledBack> {
  const step = rollBack(state, reason)
  let last: unknown
  for (const pause of [0, ...PAUSES_MS]) {
    if (pause > 0) await runtime.clock.sleep(pause)
    try {
      const owner = await ownerOf(router, state)
      if (owner !== undefined) return { kind: 'left-alone', state: owner, reason }
      const final = concluded(step.state, runtime.clock.now())
      await router.force(step.split, final)
      if (sameSplit((await router.read()).split, step.split)) return { kind: 'rolled-back', state: final }
      last = new Error('the weights that were read back are not the ones that were written')
    } catch (error) {
      last = error
    }
    runtime.log.warning(`The rollback is not confirmed yet: ${describeError(last)}`)
  }
  return { kind: 'unconfirmed', state: step.state, error: last }
}

/** The state of another rollout that has taken the target over, or of ours if a reconcile has already ended it. */
async function ownerOf(router: Router, ours: RolloutState): Promise<RolloutState | undefined> {
  let placement: Placement
  try {
    placement = await router.read()
  } catch {
    // Unreadable or disagreeing instances are what a rollback is for: it is forced on all of them.
    return undefined
  }
  const { state, split } = placement
  if (!state) return undefined
  if (state.id !== ours.id) return state
  return state.verdict === 'rolled-back' && sameSplit(split, ours.rollback) ? state : undefined
}
