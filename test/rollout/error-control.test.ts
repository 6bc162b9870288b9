import { beginRollout, decide, firstShift, type RolloutPlan, type Step } from '@mlops-actions/rollout'
import { describe, expect, it } from 'vitest'
import { type Behaviour, planOf, traffic } from './traffic.ts'

const START = Date.UTC(2026, 0, 1)
const MINUTE = 60_000
const RUNS = 300

/** A whole rollout against simulated traffic. @returns how it ended, and after how many minutes */
function simulate(
  plan: RolloutPlan,
  behaviour: Behaviour,
  seed: number,
): { kind: Step['kind']; minutes: number } {
  const at = traffic(behaviour, seed)
  const identity = { id: 'r', target: 't', model: 'm', digests: {}, configDigest: 'c', holder: 'h' }
  let { state } = firstShift(plan, beginRollout(plan, identity, START), START)
  for (let minute = 1; ; minute++) {
    const now = START + minute * MINUTE
    const counts = at(minute, state.weight / 100)
    const { step } = decide(plan, state, { kind: 'look', until: now, counts: { kpi0: counts } }, now)
    state = step.state
    if (step.kind !== 'wait' && step.kind !== 'shift') return { kind: step.kind, minutes: minute }
  }
}

function outcomes(plan: RolloutPlan, behaviour: Behaviour, runs = RUNS) {
  return Array.from({ length: runs }, (_, i) => simulate(plan, behaviour, 20_260_101 + i))
}

function share(ended: readonly { kind: Step['kind'] }[], kind: Step['kind']): number {
  return ended.filter((one) => one.kind === kind).length / ended.length
}

/** As in production: load and error rate move together on both arms, which no fixed threshold survives. */
const drifting = { requestsPerMinute: 3000, stableRate: 0.01, rateDrift: 0.8, loadDrift: 0.6 }

describe('error control over all looks (fixed seeds)', () => {
  const plan = planOf({ step_duration: '10m', max_duration: '2h' })

  it('rolls back at most alpha of the canaries that are as good as stable', () => {
    const ended = outcomes(plan, { ...drifting, ratio: 1 })
    // alpha 1 % is a bound; 300 runs at exactly 1 % show more than 7 with chance below 2 %.
    expect(share(ended, 'roll-back')).toBeLessThanOrEqual(7 / RUNS)
    expect(share(ended, 'promote')).toBeGreaterThan(0.9)
  })

  it('does the same at a high error rate', () => {
    const ended = outcomes(plan, { ...drifting, stableRate: 0.05, ratio: 1 })
    expect(share(ended, 'roll-back')).toBeLessThanOrEqual(7 / RUNS)
  })

  it('finds a canary twice as bad, soon', () => {
    const ended = outcomes(plan, { ...drifting, ratio: 2 }, 100)
    expect(share(ended, 'roll-back')).toBe(1)
    const minutes = ended.map((one) => one.minutes).sort((a, b) => a - b)
    expect(minutes[50]).toBeLessThanOrEqual(12)
  })

  it('promotes at most beta of the canaries at the margin', () => {
    const atMargin = planOf({
      steps: [50, 100],
      max_duration: '30m',
      kpis: [{ max_ratio: 1.4, margin_ratio: 1.5 }],
    })
    const ended = outcomes(atMargin, { ...drifting, ratio: 1.5 }, 200)
    expect(share(ended, 'promote')).toBeLessThanOrEqual(0.05)
  })
})
