import { type Capacity, replicasFor } from '../capacity/demand.ts'
import type { Limits } from './plan.ts'

/** How one way of scaling would have done on load that was measured. */
export interface Outcome {
  /** Replicas ready to serve, a slot. */
  readonly ready: Int32Array
  readonly replicaHours: number
  /** Minutes in which less was ready than the load needed. */
  readonly shortMinutes: number
  /** Load that found no capacity, as a share of all, 0..1. */
  readonly lostShare: number
  /** Ready over needed replica-hours, minus 1. */
  readonly excess: number
}

/** A pod autoscaler's ways, as Kubernetes has them by default. */
const TOLERANCE = 0.1
const STABILISATION_MS = 300_000

/**
 * A HorizontalPodAutoscaler on average load a replica (https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details):
 * ceil(ready * measured / target), nothing within 10 %, down only to the most wanted of the last five minutes. It sees
 * the slot before, and what it asks for serves `leadSlots` later.
 *
 * @param load measured load a slot
 * @param floors least replicas a slot: a plan, or all `limits.min` for the autoscaler alone
 * @param stepMs length of a slot
 */
export function replay(
  load: Float64Array,
  floors: Int32Array,
  capacity: Capacity,
  limits: Pick<Limits, 'min' | 'max' | 'leadSlots'>,
  stepMs: number,
): Outcome {
  const { min, max, leadSlots } = limits
  const window = Math.max(1, Math.round(STABILISATION_MS / stepMs))
  const target = capacity.perReplica * capacity.utilisation
  const first = Math.min(max, Math.max(min, floors[0] ?? min, replicasFor(load[0] ?? 0, capacity)))
  const ordered: number[] = []
  const recommended: number[] = []
  const ready = new Int32Array(load.length)
  for (let t = 0; t < load.length; t++) {
    const before = t === 0 ? first : ready[t - 1]!
    const asked = ordered[t - 1] ?? first
    const each = (t === 0 ? load[0]! : load[t - 1]!) / before
    const ratio = each / target
    const raw = Math.abs(ratio - 1) <= TOLERANCE ? asked : Math.ceil(before * ratio - 1e-9)
    recommended.push(raw)
    const stabilised = raw >= asked ? raw : Math.min(asked, Math.max(...recommended.slice(-window)))
    ordered.push(Math.min(max, Math.max(min, floors[t]!, stabilised)))
    // A replica serves once it has started; one that is no longer asked for goes at once.
    const arrived = t < leadSlots ? first : ordered[t - leadSlots]!
    ready[t] = Math.min(ordered[t]!, Math.max(arrived, Math.min(before, ordered[t]!)))
  }
  return { ready, ...judged(load, ready, capacity, stepMs) }
}

function judged(load: Float64Array, ready: Int32Array, capacity: Capacity, stepMs: number) {
  let have = 0
  let need = 0
  let short = 0
  let lost = 0
  let total = 0
  for (let t = 0; t < load.length; t++) {
    const carried = ready[t]! * capacity.perReplica
    have += ready[t]!
    need += Math.max(1, replicasFor(load[t]!, capacity))
    total += load[t]!
    if (load[t]! <= carried) continue
    short++
    lost += load[t]! - carried
  }
  return {
    replicaHours: (have * stepMs) / 3_600_000,
    shortMinutes: (short * stepMs) / 60_000,
    lostShare: total > 0 ? lost / total : 0,
    excess: need > 0 ? have / need - 1 : 0,
  }
}
