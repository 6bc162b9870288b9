import { describeError, type Runtime } from '@mlops-actions/core'
import {
  concluded,
  decide,
  elapsedText,
  firstShift,
  type Judgement,
  type KpiSource,
  lookLine,
  type Observation,
  type Placement,
  RolloutError,
  type RolloutPlan,
  type RolloutState,
  type Router,
  sameSplit,
  splitFor,
  type Step,
  stepLine,
} from '@mlops-actions/rollout'
import type { DeploymentTrail } from './deployment.ts'
import { observe } from './observe.ts'
import { performRollBack } from './roll-back.ts'

/** What a rollout in progress works with. */
export interface Session {
  readonly plan: RolloutPlan
  readonly router: Router
  readonly kpis: KpiSource
  readonly trail: DeploymentTrail
  /** Whether the arms still serve what they served at the start; absent where the caller has just asked. */
  readonly watchModels?: (state: RolloutState) => Promise<Observation | undefined>
  /** True where the next look is somebody else's, who knows only what lies on the target. */
  readonly persistEveryLook: boolean
  readonly runtime: Pick<Runtime, 'clock' | 'log' | 'signal'>
}

/** Where it stands. */
export interface Progress {
  readonly state: RolloutState
  /** What the target held when it was last read or written. */
  readonly placement: Placement
  readonly judgement?: Judgement
  /** True once traffic is where it shall stay, or where we cannot get it away from. */
  readonly over: boolean
  /** Set when the end could not be confirmed on the target. */
  readonly trouble?: string
  /** What was thrown, when that ended it: to be thrown again once traffic is safe and the report is out. */
  readonly failure?: unknown
}

/** Into the first step. The state before it must already lie on the target. */
export async function start(session: Session, state: RolloutState, placement: Placement): Promise<Progress> {
  const step = firstShift(session.plan, state, session.runtime.clock.now())
  return apply(session, { state, placement, over: false }, step)
}

/** Looks until it is over. */
export async function runToEnd(session: Session, started: Progress): Promise<Progress> {
  const { clock, signal } = session.runtime
  let progress = started
  while (!progress.over) {
    await clock.sleep(session.plan.intervalMs, signal)
    progress = await takeLook(session, progress)
  }
  return progress
}

/** One look, one decision, one write. Whatever is thrown on the way, traffic does not stay where nobody watches it. */
export async function takeLook(session: Session, before: Progress): Promise<Progress> {
  try {
    return await look(session, before)
  } catch (failure) {
    const reason = `the rollout failed: ${describeError(failure)}`
    return { ...(await undo(session, before, before.state, reason)), failure }
  }
}

async function look(session: Session, before: Progress): Promise<Progress> {
  const { plan, runtime } = session
  const { observed, placement } = await learn(session, before)
  const current: Progress = placement ? { ...before, placement } : before
  if (!observed) return current
  const now = runtime.clock.now()
  const { step, judgement } = decide(plan, before.state, observed, now)
  if (judgement) runtime.log.info(lookLine(before.state, judgement, now))
  return apply(session, judgement ? { ...current, judgement } : current, step)
}

interface Learnt {
  readonly observed?: Observation | undefined
  readonly placement?: Placement
}

async function learn(session: Session, { state }: Progress): Promise<Learnt> {
  const { plan, kpis, router, runtime } = session
  if (runtime.signal.aborted) return { observed: cancelled() }
  let placement: Placement
  try {
    placement = await router.read()
  } catch (error) {
    // Instances that disagree are contention; a target that does not answer leaves us blind, and may come back.
    return { observed: { kind: isContention(error) ? 'contended' : 'blind', reason: describeError(error) } }
  }
  const moved = whatMoved(placement, state)
  if (moved !== undefined) return { placement, observed: { kind: 'contended', reason: moved } }
  const observed =
    (await session.watchModels?.(state)) ??
    (await observe(kpis, plan, state, runtime.clock.now(), runtime.signal))
  return { placement, observed: runtime.signal.aborted ? cancelled() : observed }
}

/** What somebody else did to the target since we wrote it, or undefined. */
function whatMoved({ split, state: found }: Placement, ours: RolloutState): string | undefined {
  if (!found) return 'the target has forgotten the rollout: it was restarted, or its state was deleted'
  if (found.id !== ours.id) return `rollout ${found.id} has taken the target over`
  if (found.verdict !== ours.verdict) return `somebody else set the rollout to ${found.verdict}`
  if (sameSplit(split, splitFor(ours.weight))) return undefined
  return `somebody else moved the weights: the canary has ${split.canary.toFixed(1)} % where ${ours.weight} % was set`
}

async function apply(session: Session, before: Progress, step: Step): Promise<Progress> {
  const { log } = session.runtime
  if (step.kind !== 'wait' || step.state.blindSince !== undefined) log.info(stepLine(step))
  switch (step.kind) {
    case 'wait':
      return keep(session, before, step)
    case 'shift':
      await session.trail.report('in_progress', stepLine(step))
      return written(session, before, step, step.state, false)
    case 'stop': {
      const after = await written(session, before, step, step.state, true)
      await session.trail.report('error', stepLine(step))
      return after
    }
    case 'promote': {
      const promoting = await written(session, before, step, step.state, false)
      if (promoting.over) return promoting
      const promoted = concluded(promoting.state, session.runtime.clock.now())
      const after = await written(session, promoting, step, promoted, true)
      if (after.state.verdict === 'promoted') {
        await session.trail.report('success', stepLine(step))
        await session.trail.supersede()
      }
      return after
    }
    case 'roll-back':
      return undo(session, before, step.state, step.reason)
  }
}

/** Nothing moves, so a target that does not take the renewed lease is no reason to act yet. */
async function keep(session: Session, before: Progress, step: Step): Promise<Progress> {
  const { router, runtime } = session
  if (mayWait(session, before.state))
    return { ...before, state: { ...step.state, lease: before.state.lease } }
  try {
    const placement = await router.write({ split: step.split, state: step.state }, before.placement.revision)
    return { ...before, state: step.state, placement }
  } catch (error) {
    if (!isContention(error)) runtime.log.warning(`The lease could not be renewed: ${describeError(error)}`)
    // Contention shows again at the next look, which then decides; the evidence of this one is kept.
    return { ...before, state: step.state }
  }
}

/** Where a write is a commit, looks are kept in memory while more than half of the lease on the target is left. */
function mayWait({ router, plan, persistEveryLook, runtime }: Session, { lease }: RolloutState): boolean {
  if (persistEveryLook || !router.sparing) return false
  return Date.parse(lease.until) - runtime.clock.now() - plan.intervalMs > plan.leaseMs / 2
}

/** Moves traffic, and undoes it all when the target does not confirm. */
async function written(
  session: Session,
  before: Progress,
  step: Step,
  state: RolloutState,
  over: boolean,
): Promise<Progress> {
  try {
    const placement = await session.router.write({ split: step.split, state }, before.placement.revision)
    return { ...before, state, placement, over }
  } catch (error) {
    return undo(session, before, state, `${stepLine(step)} - failed: ${describeError(error)}`)
  }
}

async function undo(
  session: Session,
  before: Progress,
  state: RolloutState,
  reason: string,
): Promise<Progress> {
  const { router, runtime, trail } = session
  const startedAt = runtime.clock.now()
  const ended = await performRollBack(router, state, reason, runtime)
  switch (ended.kind) {
    case 'rolled-back':
      runtime.log.info(`Rolled back, confirmed after ${elapsedText(runtime.clock.now() - startedAt)}.`)
      await trail.report('failure', reason)
      return { ...before, state: ended.state, over: true }
    case 'left-alone': {
      const whose = `the target now belongs to rollout ${ended.state.id} (${ended.state.verdict})`
      await trail.report('failure', reason)
      const final = concluded({ ...state, verdict: 'rolling-back', reason: `${reason}; ${whose}` }, startedAt)
      return { ...before, state: { ...final, weight: final.rollback.canary }, over: true }
    }
    case 'unconfirmed': {
      const trouble = `the rollback could not be confirmed: ${describeError(ended.error)}`
      await trail.report('error', trouble)
      return { ...before, state: ended.state, over: true, trouble }
    }
  }
}

function cancelled(): Observation {
  return { kind: 'cancelled', reason: 'the job was cancelled' }
}

function isContention(error: unknown): error is RolloutError {
  return error instanceof RolloutError && (error.code === 'contended' || error.code === 'state-invalid')
}
