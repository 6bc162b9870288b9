import { judge, type Judgement } from './judge.ts'
import { renew } from './lease.ts'
import type { RolloutPlan } from './plan.ts'
import type { Counts } from './ports.ts'
import { SAFE_SPLIT, type Split, splitFor } from './split.ts'
import { isTerminal, type Look, momentOf, type RolloutState } from './state.ts'
import { minutesText } from './text.ts'

/** What was learnt since the last step. */
export type Observation =
  /** Counts of every KPI in the window that ends at `until` (milliseconds since the epoch). */
  | { readonly kind: 'look'; readonly until: number; readonly counts: Readonly<Record<string, Counts>> }
  /** The metrics did not answer, or had nothing. */
  | { readonly kind: 'blind'; readonly reason: string }
  /** The target no longer holds what we wrote: somebody else moved the weights. */
  | { readonly kind: 'contended'; readonly reason: string }
  /** The job was cancelled, timed out, or its runner is going down. */
  | { readonly kind: 'cancelled'; readonly reason: string }

/** What to do next. Every step carries the state to write; those that move traffic carry the split to write with it. */
export type Step =
  | { readonly kind: 'shift'; readonly state: RolloutState; readonly split: Split; readonly reason: string }
  | { readonly kind: 'wait'; readonly state: RolloutState; readonly split: Split; readonly reason: string }
  | { readonly kind: 'promote'; readonly state: RolloutState; readonly split: Split; readonly reason: string }
  | {
      readonly kind: 'roll-back'
      readonly state: RolloutState
      readonly split: Split
      readonly reason: string
    }
  /** Out of time, and the policy says to leave traffic as it is and call a person. */
  | { readonly kind: 'stop'; readonly state: RolloutState; readonly split: Split; readonly reason: string }

export interface Decision {
  readonly step: Step
  /** Absent before the first shift and where no look was needed to decide. */
  readonly judgement?: Judgement
}

export interface RolloutIdentity {
  readonly id: string
  readonly target: string
  readonly model: string
  readonly version?: string
  readonly digests: RolloutState['digests']
  readonly configDigest: string
  readonly holder: string
  readonly deploymentId?: number
}

/** The state before the first shift: written first, so that what undoes the rollout exists before the rollout does. */
export function beginRollout(plan: RolloutPlan, identity: RolloutIdentity, now: number): RolloutState {
  const { holder, version, deploymentId, ...rest } = identity
  const startedAt = iso(now)
  return {
    v: 1,
    ...rest,
    ...(version !== undefined && { version }),
    ...(deploymentId !== undefined && { deploymentId }),
    arms: { ...plan.arms },
    plan: [...plan.steps],
    step: 0,
    weight: 0,
    startedAt,
    stepAt: startedAt,
    deadline: iso(now + plan.maxMs),
    lease: { holder, until: iso(now + plan.leaseMs), seq: 1 },
    rollback: { ...SAFE_SPLIT },
    shifts: [],
    readTo: 0,
    looks: {},
    verdict: 'running',
  }
}

/** The first shift, into the plan's first step. */
export function firstShift(plan: RolloutPlan, state: RolloutState, now: number): Step {
  return enter(plan, renewed(plan, state, now), now, 'first step')
}

/**
 * The next step. Pure: time comes in as `now` (milliseconds since the epoch), evidence as an observation.
 *
 * Harm, contention and cancellation roll back at once. A step is left when it has lasted `step_duration` and gross
 * harm is ruled out, or as soon as every KPI is proven within its margin, and never unseen; only that proof leads to
 * 100 %. Without
 * metrics nothing advances, and after `max_blind` the canary is rolled back.
 * @throws RangeError when the state is terminal: there is no next step.
 */
export function decide(plan: RolloutPlan, state: RolloutState, observed: Observation, now: number): Decision {
  if (isTerminal(state.verdict)) throw new RangeError(`the rollout is over: ${state.verdict}`)
  const current = renewed(plan, state, now)
  switch (observed.kind) {
    case 'cancelled':
    case 'contended':
      return { step: rollBack(current, observed.reason) }
    case 'blind':
      return { step: whenBlind(plan, current, observed.reason, now) }
    case 'look': {
      const seen = withLook(current, observed)
      const judgement = judge(plan, seen.looks, seen.shifts)
      return { step: whenSeen(plan, seen, judgement, now), judgement }
    }
  }
}

function whenSeen(plan: RolloutPlan, state: RolloutState, judgement: Judgement, now: number): Step {
  const { reason } = judgement
  const last = isLastStep(plan, state)
  const late = now >= Date.parse(state.deadline)
  const baked = now - Date.parse(state.stepAt) >= plan.stepMs
  switch (judgement.kind) {
    case 'rollback':
      return rollBack(state, reason)
    case 'promote':
      if (!seenAtStep(state)) return wait(plan, state, now, `${reason}; not yet looked at ${state.weight} %`)
      if (last) return promote(state, reason, now)
      return late ? timeOut(plan, state, reason) : enter(plan, state, now, reason)
    case 'advance':
      if (late) return timeOut(plan, state, reason)
      if (baked && !last && seenAtStep(state)) return enter(plan, state, now, reason)
      return wait(
        plan,
        state,
        now,
        last ? `${reason}, the margin is not yet proven` : `${reason}; the step goes on`,
      )
    case 'hold':
    case 'insufficient-evidence':
      return wait(plan, state, now, reason)
  }
}

/**
 * Windows end a little in the past, so what a look proves may all be from before the last shift. What only breaks under
 * more load must have had the chance to.
 */
function seenAtStep(state: RolloutState): boolean {
  return momentOf(state, state.readTo) > Date.parse(state.stepAt)
}

function whenBlind(plan: RolloutPlan, state: RolloutState, reason: string, now: number): Step {
  const since = state.blindSince ?? iso(now)
  const seconds = Math.round((now - Date.parse(since)) / 1000)
  if (now - Date.parse(since) >= plan.maxBlindMs) {
    return rollBack(state, `no evidence for ${seconds} s: ${reason}`)
  }
  return wait(plan, { ...state, blindSince: since }, now, `no evidence: ${reason}`)
}

function wait(plan: RolloutPlan, state: RolloutState, now: number, reason: string): Step {
  if (now >= Date.parse(state.deadline)) return timeOut(plan, state, reason)
  return { kind: 'wait', state, split: splitFor(state.weight), reason }
}

/** Asked last, so that evidence that came with the last look still counts. */
function timeOut(plan: RolloutPlan, state: RolloutState, unfinished: string): Step {
  const reason = `no decision in ${minutesText(plan.maxMs / 60_000)}: ${unfinished}`
  switch (plan.onTimeout) {
    case 'rollback':
      return rollBack(state, reason)
    case 'hold': {
      const held: RolloutState = { ...state, verdict: 'held', reason: clip(reason) }
      return { kind: 'stop', state: held, split: splitFor(state.weight), reason }
    }
  }
}

function enter(plan: RolloutPlan, state: RolloutState, now: number, reason: string): Step {
  const weight = plan.steps[state.step]
  if (weight === undefined || weight >= 100)
    throw new RangeError('the last step is entered by promotion only')
  const next = {
    ...state,
    step: state.step + 1,
    weight,
    stepAt: iso(now),
    shifts: shifted(state, now, weight),
  }
  return { kind: 'shift', state: next, split: splitFor(weight), reason }
}

function promote(state: RolloutState, reason: string, now: number): Step {
  const next: RolloutState = {
    ...state,
    step: state.step + 1,
    weight: 100,
    stepAt: iso(now),
    shifts: shifted(state, now, 100),
    verdict: 'promoting',
    reason: clip(reason),
  }
  return { kind: 'promote', state: next, split: splitFor(100), reason }
}

/** The way back, precomputed: needs no metrics, no policy and no judgement. */
export function rollBack(state: RolloutState, reason: string): Step {
  const next: RolloutState = {
    ...state,
    weight: state.rollback.canary,
    verdict: 'rolling-back',
    reason: clip(reason),
  }
  return { kind: 'roll-back', state: next, split: state.rollback, reason }
}

/** The state once the router has confirmed the split of a `promote` or `roll-back` step. */
export function concluded(state: RolloutState, now: number): RolloutState {
  switch (state.verdict) {
    case 'promoting':
      return { ...state, verdict: 'promoted' }
    case 'rolling-back':
      return { ...state, verdict: 'rolled-back', shifts: shifted(state, now, state.weight) }
    case 'running':
    case 'promoted':
    case 'rolled-back':
    case 'held':
      return state
  }
}

/** True on the step before 100 %: what follows is promotion. */
export function isLastStep(plan: RolloutPlan, state: RolloutState): boolean {
  return state.step >= plan.steps.length - 1
}

function withLook(state: RolloutState, observed: Extract<Observation, { kind: 'look' }>): RolloutState {
  const at = Math.round(observed.until - momentOf(state, 0))
  const looks: Record<string, Look[]> = { ...state.looks }
  for (const [name, counts] of Object.entries(observed.counts)) {
    const look: Look = [at, counts.canaryEvents, counts.canaryTotal, counts.stableEvents, counts.stableTotal]
    looks[name] = [...(looks[name] ?? []), look]
  }
  const { blindSince: _, ...rest } = state
  return { ...rest, looks, readTo: at }
}

function renewed(plan: RolloutPlan, state: RolloutState, now: number): RolloutState {
  return { ...state, lease: renew(state, now, plan.leaseMs) }
}

function shifted(state: RolloutState, now: number, weight: number): RolloutState['shifts'] {
  return [...state.shifts, [Math.max(0, Math.round(now - momentOf(state, 0))), weight]]
}

function iso(now: number): string {
  return new Date(now).toISOString()
}

/** Reasons may quote a server; the state's schema has a limit. */
function clip(reason: string): string {
  return reason.length <= 1000 ? reason : `${reason.slice(0, 999)}…`
}
