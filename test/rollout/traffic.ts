import type { Counts, RolloutPlan } from '@mlops-actions/rollout'
import { resolvePlan } from '@mlops-actions/rollout'
import { seededRandom } from '@mlops-actions/stats'

/** How two arms behave in a simulation. */
export interface Behaviour {
  readonly requestsPerMinute: number
  readonly stableRate: number
  /** canary rate / stable rate */
  readonly ratio: number
  /** Both arms' rate and the load move by these shares over time, as they do in production. */
  readonly rateDrift?: number
  readonly loadDrift?: number
}

/** One minute of traffic after another; repeatable. */
export function traffic(behaviour: Behaviour, seed: number) {
  const random = seededRandom(seed)
  const { requestsPerMinute, stableRate, ratio, rateDrift = 0, loadDrift = 0 } = behaviour
  return (minute: number, canaryShare: number, minutes = 1): Counts => {
    const wave = (period: number, size: number) => 1 + size * Math.sin((2 * Math.PI * minute) / period)
    const requests = requestsPerMinute * minutes * wave(37, loadDrift)
    const rate = stableRate * wave(23, rateDrift)
    const canaryTotal = Math.round(requests * canaryShare)
    const stableTotal = Math.round(requests * (1 - canaryShare))
    return {
      canaryTotal,
      stableTotal,
      canaryEvents: Math.min(
        canaryTotal,
        poisson(() => random.next(), canaryTotal * rate * ratio),
      ),
      stableEvents: Math.min(
        stableTotal,
        poisson(() => random.next(), stableTotal * rate),
      ),
    }
  }
}

/** Knuth's, in pieces, so that exp(-mean) never underflows. */
function poisson(uniform: () => number, mean: number): number {
  let count = 0
  for (let left = mean; left > 0; left -= 20) {
    const floor = Math.exp(-Math.min(left, 20))
    for (let product = uniform(); product > floor; product *= uniform()) count++
  }
  return count
}

const KPI = { kind: 'ratio', events: 'e{v="{{arm}}"}', total: 't{v="{{arm}}"}' } as const

type Spec = Parameters<typeof resolvePlan>[0]

/** The plan of most tests: one KPI, a look a minute. */
export function planOf(
  changes: Partial<Omit<Spec, 'kpis'>> & { kpis?: readonly object[] } = {},
): RolloutPlan {
  const { kpis, ...rest } = changes
  return resolvePlan({
    arms: { stable: 'blue', canary: 'green' },
    steps: [5, 10, 25, 50, 100],
    interval: '60s',
    step_duration: '5m',
    ...rest,
    kpis: (kpis ?? [{}]).map((kpi, i) => ({ name: `kpi${i}`, ...KPI, ...kpi })),
  })
}
