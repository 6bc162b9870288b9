import { type Capacity, type Outcome, planOf, replay, replicasFor } from '@mlops-actions/forecast'
import type { Outlook } from './foresee.ts'
import type { Settings } from './settings.ts'

/** One way of scaling over all rehearsed days. */
export interface Ways {
  readonly replicaHours: number
  readonly shortMinutes: number
  /** Share of the load that found no capacity, 0..1. */
  readonly lostShare: number
  readonly excess: number
}

/** The rehearsed days again, with the plan and with an autoscaler alone. */
export interface Hindsight {
  readonly days: number
  readonly planned: Ways
  readonly reactive: Ways
  /** The last rehearsed day, for the picture. */
  readonly last: {
    readonly origin: number
    readonly planned: Int32Array
    readonly reactive: Int32Array
    readonly needed: Int32Array
  }
}

/**
 * What would have been, had each rehearsed day been planned the evening before: a run every quarter of an hour knows
 * more, so this is the worse case of the plan.
 */
export function hindsightOf({ forecast }: Outlook, settings: Settings, capacity: Capacity): Hindsight {
  const { limits, stepMs, startupMs } = settings
  const service = { ...capacity, min: limits.min, max: limits.max, startupMs }
  const days = forecast.past.map(({ actual, upper, origin }) => {
    const floors = planOf(upper, capacity, limits).replicas
    const alone = new Int32Array(actual.length).fill(limits.min)
    return {
      origin,
      actual,
      planned: replay(actual, floors, service, stepMs),
      reactive: replay(actual, alone, service, stepMs),
    }
  })
  const last = days.at(-1)!
  return {
    days: days.length,
    planned: summed(days.map(({ planned }) => planned)),
    reactive: summed(days.map(({ reactive }) => reactive)),
    last: {
      origin: last.origin,
      planned: last.planned.ready,
      reactive: last.reactive.ready,
      needed: Int32Array.from(last.actual, (load) => replicasFor(load, capacity)),
    },
  }
}

function summed(outcomes: readonly Outcome[]): Ways {
  const sum = (pick: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + pick(one), 0)
  const replicaHours = sum((one) => one.replicaHours)
  const needed = sum((one) => one.replicaHours / (1 + one.excess))
  return {
    replicaHours,
    shortMinutes: sum((one) => one.shortMinutes),
    lostShare: sum((one) => one.lostShare) / outcomes.length,
    excess: replicaHours / needed - 1,
  }
}
