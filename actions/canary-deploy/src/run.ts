import { prometheusClient, prometheusKpis } from '@mlops-actions/adapters'
import { type Conclusion, type Inputs, type Runtime, UserError } from '@mlops-actions/core'
import {
  beginRollout,
  claim,
  isTerminal,
  outlookOf,
  type Placement,
  refuseHopeless,
  RolloutError,
  type RolloutPlan,
  type RolloutState,
  type Router,
  SAFE_SPLIT,
  sameSplit,
  type StepOutlook,
} from '@mlops-actions/rollout'
import { resumeDeployment, startDeployment } from './deployment.ts'
import { clearHandover, leaveHandover } from './handover.ts'
import { type Holder, runHolder, tickHolder } from './holder.ts'
import { checkIdentity, type Identity } from './identity.ts'
import type { definition } from './inputs.ts'
import { cancelledEarly, readBaselines } from './observe.ts'
import { forUsers, planModel, type PlannedModel } from './plan.ts'
import { publish } from './publish.ts'
import { reconcile } from './reconcile.ts'
import { performRollBack } from './roll-back.ts'
import { openRouter, routerSettings } from './router-settings.ts'
import { type Progress, runToEnd, type Session, start, takeLook } from './session.ts'
import { maskSecrets, prometheusAuth } from './tokens.ts'

type CanaryInputs = Inputs<typeof definition>

/** Everything one invocation works with, once its inputs and policy are known to be sound. */
interface Job {
  readonly inputs: CanaryInputs
  readonly planned: PlannedModel
  readonly router: Router
  readonly session: Omit<Session, 'trail'>
  readonly runtime: Runtime
}

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
  const started = await start(begun.session, begun.state, begun.placement)
  const ended = await runToEnd(begun.session, started)
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
  if (state.digests.canary !== identity.digests.canary)
    return 'the canary serves another model than at the start'
  if (state.digests.stable !== identity.digests.stable) return 'stable serves another model than at the start'
  return undefined
}

/**
 * The target, free to be used: nobody's, or taken from a dead run after undoing what it left.
 * @throws RolloutError `lease-held`, `unsafe-start`
 */
async function freeTarget({ router, runtime, session: { plan } }: Job, holder: Holder): Promise<Placement> {
  const found = await router.read()
  const claimed = claim(found.state, holder.text, runtime.clock.now(), holder.isOver)
  switch (claimed.kind) {
    case 'free':
      return safe(found, router)
    case 'busy': {
      const { lease, weight, id } = claimed.state
      throw new RolloutError(
        'lease-held',
        `${router.target}: rollout ${id} is under way at ${weight} %, held by ${lease.holder} until ${lease.until}`,
        { remedy: 'wait for it, or give both jobs one `concurrency` group' },
      )
    }
    case 'ours':
    case 'abandoned': {
      refuseSwappedArms(claimed.state, plan)
      const reason = `abandoned by ${claimed.state.lease.holder}`
      runtime.log.warning(`Rolling back ${claimed.state.id} first: ${reason}.`, {
        title: 'Abandoned rollout',
      })
      const ended = await performRollBack(router, claimed.state, reason, runtime)
      if (ended.kind === 'unconfirmed') throw ended.error
      return safe(await router.read(), router)
    }
  }
}

/**
 * Read by swapped arms, the way back would lead to the canary.
 * @throws RolloutError `config-changed`
 */
function refuseSwappedArms({ id, arms }: RolloutState, plan: RolloutPlan): void {
  if (arms.stable === plan.arms.stable && arms.canary === plan.arms.canary) return
  throw new RolloutError(
    'config-changed',
    `rollout ${id} is under way with ${arms.stable} as stable and ${arms.canary} as canary; the policy says otherwise by now`,
    { remedy: 'run canary-deploy with mode: reconcile, which goes by what the rollout began with' },
  )
}

function safe(placement: Placement, router: Router): Placement {
  if (sameSplit(placement.split, SAFE_SPLIT)) return placement
  throw new RolloutError(
    'unsafe-start',
    `${router.target}: the canary already gets ${placement.split.canary.toFixed(1)} % of the traffic, expected 0`,
    {
      remedy:
        placement.state?.verdict === 'promoted'
          ? 'the last canary was promoted: swap `arms` in the policy, or put its model on stable and the weights back'
          : 'put all weight on stable first',
    },
  )
}

interface Begun {
  readonly session: Session
  readonly state: RolloutState
  readonly placement: Placement
  readonly identity: Identity
  readonly outlook: readonly StepOutlook[]
}

/** All that must hold and be written before the first request goes to the canary. */
async function begin(
  job: Job,
  placement: Placement,
  id: string,
  holder: Holder,
  leave: (rollout: string) => Promise<void>,
): Promise<Begun> {
  const { inputs, planned, router, session, runtime } = job
  const { plan } = planned
  const identity = await checkIdentity(inputs, plan.arms, runtime)
  const baselines = await readBaselines(session.kpis, plan, runtime.clock.now(), runtime.signal)
  const outlook = outlookOf(plan, baselines)
  refuseHopeless(plan, outlook)
  const draft = beginRollout(
    plan,
    {
      id,
      target: router.target,
      model: planned.model,
      ...(inputs.version !== undefined && { version: inputs.version }),
      digests: identity.digests,
      configDigest: planned.configDigest,
      holder: holder.text,
    },
    runtime.clock.now(),
  )
  if (runtime.signal.aborted) throw cancelledEarly()
  const trail = await startDeployment(runtime, inputs.environment, draft)
  const state: RolloutState = trail.id === undefined ? draft : { ...draft, deploymentId: trail.id }
  await leave(id)
  const claimed = await router.write({ split: SAFE_SPLIT, state }, placement.revision)
  return { session: { ...session, trail }, state, placement: claimed, identity, outlook }
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

/** Sorts by time, and cannot be guessed. */
function rolloutId({ clock, random }: Runtime): string {
  const moment = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `${moment}-${Array.from(random.bytes(5), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
