import type { Inputs, Runtime } from '@mlops-actions/core'
import {
  beginRollout,
  claim,
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
import { startDeployment } from './deployment.ts'
import type { Holder } from './holder.ts'
import { checkIdentity, type Identity } from './identity.ts'
import type { definition } from './inputs.ts'
import { cancelledEarly, readBaselines } from './observe.ts'
import type { PlannedModel } from './plan.ts'
import { performRollBack } from './roll-back.ts'
import type { Session } from './session.ts'

/** Everything one invocation works with, once its inputs and policy are known to be sound. */
export interface Job {
  readonly inputs: Inputs<typeof definition>
  readonly planned: PlannedModel
  readonly router: Router
  readonly session: Omit<Session, 'trail'>
  readonly runtime: Runtime
}

/**
 * The target, free to be used: nobody's, or taken from a dead run after undoing what it left.
 * @throws RolloutError `lease-held`, `unsafe-start`
 */
export async function freeTarget(
  { router, runtime, session: { plan } }: Job,
  holder: Holder,
): Promise<Placement> {
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
export function refuseSwappedArms({ id, arms }: RolloutState, plan: RolloutPlan): void {
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

export interface Begun {
  readonly session: Session
  readonly state: RolloutState
  readonly placement: Placement
  readonly identity: Identity
  readonly outlook: readonly StepOutlook[]
}

/** All that must hold and be written before the first request goes to the canary. */
export async function begin(
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

/** Sorts by time, and cannot be guessed. */
export function rolloutId({ clock, random }: Runtime): string {
  const moment = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `${moment}-${Array.from(random.bytes(5), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
