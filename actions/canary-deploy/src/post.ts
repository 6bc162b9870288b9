import { describeError, rawInput, type Runtime } from '@mlops-actions/core'
import { isTerminal, type RolloutState, type Router, SAFE_SPLIT } from '@mlops-actions/rollout'
import { resumeDeployment } from './deployment.ts'
import { takeHandover } from './handover.ts'
import { readPatiently } from './read-patiently.ts'
import { performRollBack } from './roll-back.ts'
import { openRouter } from './router-settings.ts'

/**
 * After the job, also after a failure or a cancellation that killed main: a rollout of ours that is not over is rolled
 * back. Never throws; what could not be done is an error in the log, and left to `mode: reconcile`.
 */
export async function post(runtime: Runtime): Promise<void> {
  try {
    const handover = takeHandover(runtime.outputs)
    if (!handover) return
    // The runner gives a post step the inputs of its action again, as it gave them to main.
    const tokens = {
      gitops: rawInput(runtime.env, 'gitops-token'),
      github: rawInput(runtime.env, 'github-token'),
    }
    for (const token of Object.values(tokens)) if (token !== undefined) runtime.secrets.mask(token)
    const router = await openRouter(handover.router, tokens, runtime)
    const { state } = await readOrForce(router, runtime)
    if (!state || state.id !== handover.rollout) return
    const trail = resumeDeployment(runtime, handover.environment, state.deploymentId)
    if (isTerminal(state.verdict)) {
      // Main was cancelled: it moved the traffic back, but had no time to tell GitHub.
      if (state.verdict === 'rolled-back') await trail.report('failure', state.reason ?? 'rolled back')
      return
    }
    const reason = 'the job ended before the rollout did'
    const ended = await performRollBack(router, state, reason, runtime)
    switch (ended.kind) {
      case 'rolled-back':
        runtime.log.warning(`The canary was rolled back by the post step: ${reason}.`, {
          title: 'Rolled back',
        })
        await trail.report('failure', reason)
        return
      case 'left-alone':
        runtime.log.notice(`The target belongs to rollout ${ended.state.id} by now; nothing was touched.`)
        return
      case 'unconfirmed':
        runtime.log.error(`The canary may still get traffic: ${describeError(ended.error)}`, {
          title: 'Rollback not confirmed',
        })
        await trail.report('error', 'the rollback could not be confirmed')
    }
  } catch (error) {
    runtime.log.error(`The post step could not check the canary: ${describeError(error)}`, {
      title: 'Canary not checked',
    })
  }
}

/**
 * What the target holds. One that cannot be read is put on stable unseen: main, which left the handover, died over it,
 * perhaps between the writes to two of its processes.
 */
async function readOrForce(
  router: Router,
  runtime: Runtime,
): Promise<{ readonly state: RolloutState | undefined }> {
  try {
    return await readPatiently(router, runtime)
  } catch (unreadable) {
    try {
      await router.force(SAFE_SPLIT, undefined)
      runtime.log.warning(`Because ${describeError(unreadable)}, all traffic was put on stable.`, {
        title: 'Rolled back',
      })
    } catch (error) {
      runtime.log.error(`The canary may still get traffic: ${describeError(error)}`, {
        title: 'Rollback not confirmed',
      })
    }
    return { state: undefined }
  }
}
