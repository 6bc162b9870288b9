import { type Conclusion, describeError, type Inputs, type Runtime } from '@mlops-actions/core'
import {
  claim,
  type Router,
  SAFE_SPLIT,
  RolloutError,
  type RolloutPlan,
  type RolloutState,
} from '@mlops-actions/rollout'
import { resumeDeployment } from './deployment.ts'
import { isOfRun } from './holder.ts'
import type { definition } from './inputs.ts'
import { readPatiently } from './read-patiently.ts'
import { performRollBack } from './roll-back.ts'

/**
 * Rolls back what a dead job left behind; touches nothing that lives or is over. Its job fails when it had to act, so
 * that somebody is told.
 */
export async function reconcile(
  inputs: Inputs<typeof definition>,
  router: Router,
  open: (arms: RolloutPlan['arms']) => Promise<Router>,
  runtime: Runtime,
): Promise<Conclusion> {
  const found = await readOrUndo(router, runtime)
  if ('ok' in found) return found
  const runs = [inputs['finished-run'], runtime.github.context.runId].filter((run) => run !== undefined)
  // A guard job of the same run starts when the canary's job has ended, so its lease is over too.
  const isOver = (holder: string) => runs.some((run) => isOfRun(runtime, holder, run))
  const claimed = claim(found.state, 'reconcile', runtime.clock.now(), isOver)
  switch (claimed.kind) {
    case 'free':
    case 'ours':
      return { ok: true, message: `${router.target}: no rollout is under way` }
    case 'busy': {
      const { lease } = claimed.state
      return { ok: true, message: `${router.target}: ${lease.holder} holds the lease until ${lease.until}` }
    }
    case 'abandoned':
      // By the arms it began with: the policy's may have been swapped since, and then the way back leads to the canary.
      return undo(inputs, await open(claimed.state.arms), claimed.state, runtime)
  }
}

async function undo(
  inputs: Inputs<typeof definition>,
  router: Router,
  state: RolloutState,
  runtime: Runtime,
): Promise<Conclusion> {
  const reason = `abandoned by ${state.lease.holder}, whose lease ended ${state.lease.until}`
  const ended = await performRollBack(router, state, reason, runtime)
  const trail = resumeDeployment(runtime, inputs.environment, state.deploymentId)
  switch (ended.kind) {
    case 'rolled-back':
      await runtime.outputs.set('decision', 'rolled-back')
      await runtime.outputs.set('weight', String(ended.state.weight))
      await trail.report('failure', reason)
      return { ok: false, message: `${router.target}: rolled back a rollout ${reason}` }
    case 'left-alone':
      return {
        ok: true,
        message: `${router.target}: rollout ${ended.state.id} is ${ended.state.verdict} by now`,
      }
    case 'unconfirmed':
      await trail.report('error', 'the rollback could not be confirmed')
      return { ok: false, message: `${router.target}: NOT rolled back: ${describeError(ended.error)}` }
  }
}

/** A state that stays unreadable is undone too: what it would say about the way back is known without it. */
async function readOrUndo(
  router: Router,
  runtime: Runtime,
): Promise<{ readonly state: RolloutState | undefined } | Conclusion> {
  try {
    return await readPatiently(router, runtime)
  } catch (error) {
    // A target that does not answer may have a live job, which sees that too; we could not tell it from a dead one.
    if (!(error instanceof RolloutError)) throw error
    await router.force(SAFE_SPLIT, undefined)
    await runtime.outputs.set('decision', 'rolled-back')
    await runtime.outputs.set('weight', String(SAFE_SPLIT.canary))
    return { ok: false, message: `${router.target}: all traffic was put on stable, because ${error.message}` }
  }
}
