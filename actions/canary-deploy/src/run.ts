import { prometheusAuth, prometheusClient, prometheusKpis } from '@mlops-actions/adapters'
import { type Conclusion, type Inputs, type Runtime, UserError } from '@mlops-actions/core'
import {
  claim,
  isTerminal,
  type RolloutPlan,
  type RolloutState,
  type StepOutlook,
} from '@mlops-actions/rollout'
import { begin, freeTarget, type Job, refuseSwappedArms, rolloutId } from './begin.ts'
import { resumeDeployment } from './deployment.ts'
import { clearHandover, leaveHandover } from './handover.ts'
import { runHolder, tickHolder } from './holder.ts'
import { changedModel, checkIdentity, type Identity, watchIdentity } from './identity.ts'
import type { definition } from './inputs.ts'
import { forUsers, planModel, type PlannedModel } from './plan.ts'
import { publish } from './publish.ts'
import { reconcile } from './reconcile.ts'
import { performRollBack } from './roll-back.ts'
import { openRouter, routerSettings } from './router-settings.ts'
import { type Progress, runToEnd, type Session, start, takeLook } from './session.ts'
import { maskSecrets } from './tokens.ts'

type CanaryInputs = Inputs<typeof definition>

/**
 * Rolls a model out, takes one look at a rollout, or cleans up after one, as `mode` says.
 * @throws UserError for what the user can mend; nothing has been shifted then, or it has been shifted back
 */
export async function run(inputs: CanaryInputs, runtime: Runtime): Promise<Conclusion> {
  maskSecrets(inputs, runtime.secrets)
  try {
    const planned = await planModel(inputs, runtime)
    const tokens = { gitops: inputs['gitops-token'], github: inputs['github-token'] }
    const open = async (arms: RolloutPlan['arms']) =>
      openRouter(await routerSettings(inputs, arms, runtime), tokens, runtime)
    const settings = await routerSettings(inputs, planned.plan.arms, runtime)
    const router = await openRouter(settings, tokens, runtime)
    if (inputs.mode === 'reconcile') return await reconcile(inputs, router, open, runtime)
    const url = inputs['prometheus-url']
    if (url === undefined)
      throw new UserError('missing-input', `mode: ${inputs.mode} needs the input prometheus-url`)
    const kpis = prometheusKpis(prometheusClient(runtime.http, url, prometheusAuth(inputs)))
    const persistEveryLook = inputs.mode === 'tick'
    const session = { plan: planned.plan, router, kpis, persistEveryLook, runtime }
    const job: Job = { inputs, planned, router, session, runtime }
    const leave = (rollout: string) =>
      leaveHandover(runtime.outputs, { rollout, router: settings, environment: inputs.environment })
    switch (inputs.mode) {
      case 'run':
        return await runWhole(job, leave)
      case 'tick':
        return await tick(job)
    }
  } catch (error) {
    throw forUsers(error)
  }
}

async function runWhole(job: Job, leave: (rollout: string) => Promise<void>): Promise<Conclusion> {
  const id = rolloutId(job.runtime)
  const holder = runHolder(job.runtime, id)
  const placement = await freeTarget(job, holder)
  const begun = await begin(job, placement, id, holder, leave)
  const session: Session = {
    ...begun.session,
    watchModels: (state) => watchIdentity(job.inputs, state, job.runtime),
  }
  const started = await start(session, begun.state, begun.placement)
  const ended = await runToEnd(session, started)
  await publish(
    job.inputs,
    job.planned,
    ended,
    { identity: begun.identity.check, outlook: begun.outlook },
    job.runtime,
  )
  // After a cancellation GitHub may not have been told: the post step looks once more.
  if (isTerminal(ended.state.verdict) && !job.runtime.signal.aborted) await clearHandover(job.runtime.outputs)
  return conclusion(ended)
}

async function tick(job: Job): Promise<Conclusion> {
  const { inputs, planned, router, runtime } = job
  const candidate = inputs.digest ?? inputs.version
  if (candidate === undefined) {
    throw new UserError('missing-input', 'mode: tick needs the input version or digest', {
      remedy: 'it tells the ticks of the next rollout from those of this one',
    })
  }
  const holder = tickHolder(runtime, planned.model, candidate)
  const found = await router.read()
  // A schedule goes on ticking: starting again what was rolled back would expose it for ever.
  if (found.state?.lease.holder === holder.text && isTerminal(found.state.verdict)) {
    return alreadyOver(found.state, runtime)
  }
  const claimed = claim(found.state, holder.text, runtime.clock.now())
  if (claimed.kind !== 'ours') {
    const placement = await freeTarget(job, holder)
    const begun = await begin(job, placement, rolloutId(runtime), holder, async () => {})
    return tickEnd(
      job,
      await start(begun.session, begun.state, begun.placement),
      begun.identity,
      begun.outlook,
    )
  }
  const { state } = claimed
  refuseSwappedArms(state, planned.plan)
  const trail = resumeDeployment(runtime, inputs.environment, state.deploymentId)
  const session: Session = { ...job.session, trail }
  const asked = await checkIdentity(inputs, planned.plan.arms, runtime).catch((error: unknown) => {
    if (error instanceof UserError) return error
    throw error
  })
  const refused = asked instanceof UserError
  const identity: Identity = refused ? { check: { kind: 'unchecked' }, digests: {} } : asked
  const changed = refused ? asked.message : whatChanged(state, planned, asked)
  if (changed !== undefined) {
    const ended = await performRollBack(router, state, changed, runtime)
    const over = ended.kind !== 'unconfirmed'
    return tickEnd(job, { state: ended.state, placement: found, over }, identity, [])
  }
  return tickEnd(job, await takeLook(session, { state, placement: found, over: false }), identity, [])
}

async function alreadyOver(state: RolloutState, { outputs, log }: Runtime): Promise<Conclusion> {
  await outputs.set('decision', state.verdict)
  await outputs.set('weight', String(state.weight))
  log.notice(
    'This rollout is over, and ticks do not repeat it. To try the same version again, use mode: run or name it anew.',
  )
  return conclusion({ state })
}

async function tickEnd(
  job: Job,
  progress: Progress,
  identity: Identity,
  outlook: readonly StepOutlook[],
): Promise<Conclusion> {
  await publish(job.inputs, job.planned, progress, { identity: identity.check, outlook }, job.runtime)
  return conclusion(progress)
}

/** A comparison goes on only under the rules and with the models it began with. */
function whatChanged(state: RolloutState, planned: PlannedModel, identity: Identity): string | undefined {
  if (state.configDigest !== planned.configDigest) return 'the rollout section of the policy changed halfway'
  return changedModel(state.digests, identity.digests)
}

/** @throws what ended the rollout, if something was thrown: traffic is safe and the report is out by now */
function conclusion({
  state,
  trouble,
  failure,
}: Pick<Progress, 'state' | 'trouble' | 'failure'>): Conclusion {
  if (failure !== undefined) throw failure
  const name = state.version === undefined ? state.model : `${state.model} ${state.version}`
  const why = state.reason === undefined ? '' : `: ${state.reason}`
  if (trouble !== undefined) return { ok: false, message: `${name}: ${trouble}${why}` }
  switch (state.verdict) {
    case 'promoted':
      return { ok: true, message: `${name} was promoted to 100 %${why}` }
    case 'running':
      return { ok: true, message: `${name} is at ${state.weight} %` }
    case 'rolled-back':
      return { ok: false, message: `${name} was rolled back${why}` }
    case 'held':
      return { ok: false, message: `${name} is held at ${state.weight} %${why}` }
    case 'promoting':
    case 'rolling-back':
      return { ok: false, message: `${name} is ${state.verdict}, not confirmed${why}` }
  }
}
