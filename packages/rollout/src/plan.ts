import { type RatioKpi, type RolloutSpec, toMilliseconds } from '@mlops-actions/policy'
import { RolloutError } from './error.ts'

/** Most looks one rollout may take: the state that resumes it must fit beside the weights on the target. */
export const MAX_LOOKS = 400

const LEASE_FLOOR_MS = 30_000
const LEASE_INTERVALS = 3

export interface KpiPlan {
  readonly name: string
  /** Selectors with `{{arm}}` for the arm's label value. */
  readonly events: string
  readonly total: string
  readonly maxRatio: number
  readonly marginRatio: number
  readonly negligibleRate: number | undefined
  readonly absentEvents: 'zero' | 'no-data'
}

/** A rollout's policy with every default in place; lengths of time in milliseconds. */
export interface RolloutPlan {
  readonly arms: { readonly stable: string; readonly canary: string }
  /** Percent of traffic to the canary, rising, ending at 100. */
  readonly steps: readonly number[]
  readonly intervalMs: number
  readonly stepMs: number
  readonly maxMs: number
  readonly maxBlindMs: number
  readonly leaseMs: number
  readonly minRequests: number
  readonly onTimeout: 'rollback' | 'hold'
  readonly alpha: number
  readonly beta: number
  readonly stepRatio: number
  readonly kpis: readonly KpiPlan[]
}

function planKpi(kpi: RatioKpi): KpiPlan {
  return {
    name: kpi.name,
    events: kpi.events,
    total: kpi.total,
    maxRatio: kpi.max_ratio ?? 1,
    marginRatio: kpi.margin_ratio ?? 1.5,
    negligibleRate: kpi.negligible_rate,
    absentEvents: kpi.absent_events ?? 'no-data',
  }
}

/**
 * The plan a policy stands for.
 * @throws RolloutError `too-many-looks` when `max_duration / interval` is more than {@link MAX_LOOKS}.
 */
export function resolvePlan(spec: RolloutSpec): RolloutPlan {
  const intervalMs = toMilliseconds(spec.interval ?? '60s')
  const maxMs = toMilliseconds(spec.max_duration ?? '6h')
  if (intervalMs <= 0 || Math.ceil(maxMs / intervalMs) > MAX_LOOKS) {
    const interval = `${Math.ceil(maxMs / MAX_LOOKS / 1000)}s`
    throw new RolloutError(
      'too-many-looks',
      `rollout: a look every ${spec.interval ?? '60s'} for ${spec.max_duration ?? '6h'} is more than ${MAX_LOOKS} looks`,
      { remedy: `set interval to ${interval} or more, or a shorter max_duration` },
    )
  }
  return {
    arms: spec.arms,
    steps: spec.steps,
    intervalMs,
    stepMs: toMilliseconds(spec.step_duration ?? '5m'),
    maxMs,
    maxBlindMs: toMilliseconds(spec.max_blind ?? '3m'),
    leaseMs:
      spec.lease === undefined
        ? Math.max(LEASE_INTERVALS * intervalMs, LEASE_FLOOR_MS)
        : toMilliseconds(spec.lease),
    minRequests: spec.min_requests ?? 500,
    onTimeout: spec.on_timeout ?? 'rollback',
    alpha: spec.alpha ?? 0.01,
    beta: spec.beta ?? 0.05,
    stepRatio: spec.step_ratio ?? 3,
    kpis: spec.kpis.map(planKpi),
  }
}
