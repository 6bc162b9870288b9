import {
  beginRollout,
  claim,
  concluded,
  type Counts,
  decide,
  firstShift,
  type Observation,
  parseState,
  resolvePlan,
  rollBack,
  type RolloutPlan,
  type RolloutState,
  serializeState,
} from '@mlops-actions/rollout'
import { describe, expect, it } from 'vitest'
import { planOf, traffic } from './traffic.ts'

const START = Date.UTC(2026, 0, 1)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

function begun(plan: RolloutPlan): RolloutState {
  const identity = { id: 'r1', target: 'memory/m', model: 'delay', digests: {}, configDigest: 'sha256:0' }
  return beginRollout(plan, { ...identity, holder: 'run 1' }, START)
}

function entered(plan: RolloutPlan): RolloutState {
  return firstShift(plan, begun(plan), START).state
}

function look(now: number, counts: Counts): Observation {
  return { kind: 'look', until: now, counts: { kpi0: counts } }
}

const good: Counts = { canaryEvents: 10, canaryTotal: 1000, stableEvents: 190, stableTotal: 19_000 }
const bad: Counts = { canaryEvents: 60, canaryTotal: 1000, stableEvents: 190, stableTotal: 19_000 }
const few: Counts = { canaryEvents: 0, canaryTotal: 10, stableEvents: 2, stableTotal: 190 }

describe('the first shift', () => {
  it('begins with a state that moves nothing and knows the way back', () => {
    const state = begun(planOf())
    expect(state).toMatchObject({
      verdict: 'running',
      step: 0,
      weight: 0,
      rollback: { stable: 100, canary: 0 },
    })
    expect(state.shifts).toEqual([])
  })

  it('enters the first step', () => {
    const step = firstShift(planOf(), begun(planOf()), START + 1000)
    expect(step).toMatchObject({ kind: 'shift', split: { stable: 95, canary: 5 } })
    expect(step.state).toMatchObject({ step: 1, weight: 5, shifts: [[1000, 5]] })
    expect(step.state.lease.seq).toBe(2)
  })
})

describe('decide', () => {
  it('rolls back on harm at once', () => {
    const plan = planOf()
    const { step } = decide(plan, entered(plan), look(START + MINUTE, bad), START + MINUTE)
    expect(step).toMatchObject({ kind: 'roll-back', split: { stable: 100, canary: 0 } })
    expect(step.state).toMatchObject({ verdict: 'rolling-back', weight: 0 })
    expect(step.reason).toContain('kpi0 is worse')
  })

  it('leaves no step unseen: a look that ended before the last shift says nothing about its weight', () => {
    const plan = planOf()
    const fine: Counts = { ...good, canaryEvents: 0 }
    const first = entered(plan)
    const proven = decide(plan, first, look(START + MINUTE, fine), START + MINUTE).step
    expect(proven.kind).toBe('shift')
    const now = START + MINUTE + 1000
    const none: Counts = { canaryEvents: 0, canaryTotal: 0, stableEvents: 0, stableTotal: 0 }
    const unseen = decide(plan, proven.state, look(START + MINUTE, none), now).step
    expect(unseen).toMatchObject({ kind: 'wait', reason: expect.stringContaining('not yet looked at') })
    expect(decide(plan, unseen.state, look(now, none), now).step.kind).not.toBe('wait')
  })

  it('waits while there is too little to tell', () => {
    const plan = planOf()
    const { step } = decide(plan, entered(plan), look(START + MINUTE, few), START + MINUTE)
    expect(step).toMatchObject({ kind: 'wait', split: { canary: 5 } })
    expect(step.state.looks['kpi0']).toEqual([[MINUTE, 0, 10, 2, 190]])
    expect(step.state.readTo).toBe(MINUTE)
  })

  it('does not leave a step before step_duration unless the margin is proven', () => {
    const plan = planOf({ step_duration: '10m', kpis: [{ margin_ratio: 1.02 }] })
    let state = entered(plan)
    for (let minute = 1; minute < 10; minute++) {
      const { step } = decide(plan, state, look(START + minute * MINUTE, good), START + minute * MINUTE)
      expect(step.kind).toBe('wait')
      state = step.state
    }
    const { step } = decide(plan, state, look(START + 10 * MINUTE, good), START + 10 * MINUTE)
    expect(step).toMatchObject({ kind: 'shift', split: { canary: 10 } })
    expect(step.state.stepAt).toBe(new Date(START + 10 * MINUTE).toISOString())
  })

  it('goes a step a look once the margin is proven, never past a step', () => {
    const plan = planOf()
    let state = entered(plan)
    const seen: number[] = []
    for (let minute = 1; minute < 60; minute++) {
      const now = START + minute * MINUTE
      const total = 20_000
      const canaryTotal = (total * state.weight) / 100
      const counts = {
        canaryTotal,
        canaryEvents: canaryTotal / 100,
        stableTotal: total - canaryTotal,
        stableEvents: (total - canaryTotal) / 100,
      }
      const { step } = decide(plan, state, look(now, counts), now)
      state = step.state
      if (step.kind !== 'wait') seen.push(step.split.canary)
      if (step.kind === 'promote') break
    }
    expect(seen).toEqual([10, 25, 50, 100])
    expect(state.verdict).toBe('promoting')
    expect(concluded(state, START).verdict).toBe('promoted')
  })

  it('never promotes from the last step without proof of the margin', () => {
    const plan = planOf({ steps: [50, 100], step_duration: '1m', kpis: [{ margin_ratio: 1.02 }] })
    const state = entered(plan)
    const half = { canaryEvents: 100, canaryTotal: 10_000, stableEvents: 100, stableTotal: 10_000 }
    const { step } = decide(plan, state, look(START + HOUR, half), START + HOUR)
    expect(step.kind).toBe('wait')
    expect(step.reason).toContain('the margin is not yet proven')
  })

  it.each([
    ['cancelled', 'the job was cancelled'],
    ['contended', 'somebody else moved the weights'],
  ] as const)('rolls back when %s', (kind, reason) => {
    const plan = planOf()
    const { step, judgement } = decide(plan, entered(plan), { kind, reason }, START + MINUTE)
    expect(step).toMatchObject({ kind: 'roll-back', reason, state: { reason } })
    expect(judgement).toBeUndefined()
  })

  it('holds while blind, rolls back after max_blind, and never advances meanwhile', () => {
    const plan = planOf({ max_blind: '3m', step_duration: '1m' })
    let state = entered(plan)
    for (const minute of [1, 2, 3]) {
      const { step } = decide(plan, state, { kind: 'blind', reason: 'down' }, START + minute * MINUTE)
      expect(step).toMatchObject({ kind: 'wait', split: { canary: 5 } })
      state = step.state
    }
    const { step } = decide(plan, state, { kind: 'blind', reason: 'down' }, START + 4 * MINUTE)
    expect(step).toMatchObject({ kind: 'roll-back', reason: 'no evidence for 180 s: down' })
  })

  it('counts blindness anew after a look', () => {
    const plan = planOf({ max_blind: '3m' })
    const blind = { kind: 'blind', reason: 'down' } as const
    let state = decide(plan, entered(plan), blind, START + MINUTE).step.state
    state = decide(plan, state, look(START + 2 * MINUTE, few), START + 2 * MINUTE).step.state
    expect(state.blindSince).toBeUndefined()
    expect(decide(plan, state, blind, START + 5 * MINUTE).step.kind).toBe('wait')
  })

  it('keeps the window open while blind: nothing that happened is lost', () => {
    const plan = planOf()
    const state = decide(plan, entered(plan), { kind: 'blind', reason: 'down' }, START + MINUTE).step.state
    expect(state.readTo).toBe(0)
  })

  it('rolls back when time is up, also in the middle of being blind', () => {
    const plan = planOf({ max_duration: '6h' })
    const { step } = decide(plan, entered(plan), look(START + 6 * HOUR, few), START + 6 * HOUR)
    expect(step).toMatchObject({ kind: 'roll-back' })
    expect(step.reason).toContain('no decision in 6 h')
    const blind = decide(plan, entered(plan), { kind: 'blind', reason: 'down' }, START + 6 * HOUR)
    expect(blind.step.kind).toBe('roll-back')
  })

  it('stops and calls a person when time is up and the policy says hold', () => {
    const plan = planOf({ max_duration: '6h', on_timeout: 'hold' })
    const { step } = decide(plan, entered(plan), look(START + 6 * HOUR, few), START + 6 * HOUR)
    expect(step).toMatchObject({ kind: 'stop', split: { canary: 5 }, state: { verdict: 'held', weight: 5 } })
  })

  it('still promotes on evidence that came with the last look', () => {
    const plan = planOf({ steps: [50, 100] })
    const half = { canaryEvents: 1000, canaryTotal: 100_000, stableEvents: 1000, stableTotal: 100_000 }
    expect(decide(plan, entered(plan), look(START + 6 * HOUR, half), START + 6 * HOUR).step.kind).toBe(
      'promote',
    )
  })

  it('has nothing to decide once it is over', () => {
    const plan = planOf()
    const over = concluded(rollBack(entered(plan), 'harm').state, START)
    expect(over.verdict).toBe('rolled-back')
    expect(() => decide(plan, over, { kind: 'blind', reason: '' }, START)).toThrow(RangeError)
  })

  it('renews the lease with every step and raises its number', () => {
    const plan = planOf()
    const before = entered(plan)
    const { step } = decide(plan, before, look(START + MINUTE, few), START + MINUTE)
    expect(step.state.lease.seq).toBe(before.lease.seq + 1)
    expect(Date.parse(step.state.lease.until)).toBe(START + MINUTE + plan.leaseMs)
  })
})

describe('a rollout of 48 hours', () => {
  const plan = planOf({
    interval: '10m',
    step_duration: '6h',
    max_duration: '48h',
    kpis: [{ margin_ratio: 1.1 }],
  })

  function play(seed: number, resumeAt: number | undefined): RolloutState {
    const at = traffic({ requestsPerMinute: 60, stableRate: 0.01, ratio: 0.97, rateDrift: 0.6 }, seed)
    let state = entered(plan)
    for (let minute = 10; ; minute += 10) {
      const now = START + minute * MINUTE
      const { step } = decide(plan, state, look(now, at(minute, state.weight / 100, 10)), now)
      state = minute === resumeAt ? parseState(serializeState(step.state)) : step.state
      if (step.kind !== 'wait' && step.kind !== 'shift') return state
    }
  }

  it('runs at once, to an end', () => {
    const state = play(7, undefined)
    expect(['promoting', 'rolling-back']).toContain(state.verdict)
    expect(state.looks['kpi0']?.length).toBeGreaterThan(100)
  })

  it('gives the same numbers when another runner goes on from the serialised state', () => {
    expect(play(7, 600)).toEqual(play(7, undefined))
  })
})

describe('plans', () => {
  it('refuses more looks than the state can hold', () => {
    expect(() => planOf({ interval: '1s', max_duration: '1h' })).toThrow(
      expect.objectContaining({ code: 'too-many-looks', remedy: expect.stringContaining('9s') }),
    )
  })

  it('fills in the documented defaults', () => {
    const plan = resolvePlan({
      arms: { stable: 'a', canary: 'b' },
      steps: [10, 100],
      kpis: [{ name: 'e', kind: 'ratio', events: '{{arm}}', total: '{{arm}}' }],
    })
    expect(plan).toMatchObject({
      intervalMs: MINUTE,
      stepMs: 5 * MINUTE,
      maxMs: 6 * HOUR,
      maxBlindMs: 3 * MINUTE,
      leaseMs: 3 * MINUTE,
      minRequests: 500,
      onTimeout: 'rollback',
      alpha: 0.01,
      beta: 0.05,
      stepRatio: 3,
      kpis: [{ maxRatio: 1, marginRatio: 1.5, absentEvents: 'no-data' }],
    })
  })
})

describe('claim', () => {
  const state = begun(planOf())
  const until = Date.parse(state.lease.until)
  it.each([
    ['free', undefined, 'run 2', START],
    ['free', { ...state, verdict: 'promoted' as const }, 'run 2', START],
    ['ours', state, 'run 1', until + 1],
    // Clocks of two runners may differ by half a minute.
    ['busy', state, 'run 2', until + 30_000],
    ['abandoned', state, 'run 2', until + 30_001],
  ] as const)('is %s', (kind, found, holder, now) => {
    expect(claim(found, holder, now).kind).toBe(kind)
  })

  it('is abandoned before its lease ends when its run is known to be over', () => {
    expect(claim(state, 'run 2', START, (holder) => holder === 'run 1').kind).toBe('abandoned')
  })
})

describe('the state on the target', () => {
  it.each([
    ['no JSON', '{'],
    ['another version', JSON.stringify({ ...begun(planOf()), v: 2 })],
    ['a key nobody knows', JSON.stringify({ ...begun(planOf()), secret: 1 })],
    ['a weight above 100', JSON.stringify({ ...begun(planOf()), weight: 101 })],
    ['counts that are not whole', JSON.stringify({ ...begun(planOf()), looks: { e: [[1, 0.5, 1, 0, 1]] } })],
  ])('is refused with %s', (_, text) => {
    expect(() => parseState(text)).toThrow(expect.objectContaining({ code: 'state-invalid' }))
  })
})
