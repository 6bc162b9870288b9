import { type Capacity, replicasFor } from '../capacity/demand.ts'

/** How one way of scaling would have done on load that was measured. */
export interface Outcome {
  /** Fewest replicas ready to serve within each slot. */
  readonly ready: Int32Array
  readonly replicaHours: number
  /** Minutes in which less was ready than the load needed. */
  readonly shortMinutes: number
  /** Load that found no capacity, as a share of all, 0..1. */
  readonly lostShare: number
  /** Ready over needed replica-hours, minus 1. */
  readonly excess: number
}

/** A service as the replay sees it. */
export interface Service extends Capacity {
  readonly min: number
  readonly max: number
  /** From asking for a replica until it serves. */
  readonly startupMs: number
}

/** The replay goes minute by minute: an autoscaler is not as slow as an hourly history. */
const MINUTE_MS = 60_000
/** A pod autoscaler's ways, as Kubernetes has them by default. */
const TOLERANCE = 0.1
const STABILISATION_MINUTES = 5

/**
 * A HorizontalPodAutoscaler on average load a replica (https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details):
 * ceil(ready * measured / target), nothing within 10 %, down only to the most wanted of the last five minutes. It sees
 * the minute before; what it asks for serves after the start-up time. Between two values the load is a straight line:
 * bursts within a slot are seen by neither way of scaling.
 *
 * @param load measured load a slot
 * @param floors least replicas a slot: a plan, or all `service.min` for the autoscaler alone
 * @param stepMs length of a slot, whole minutes
 */
export function replay(load: Float64Array, floors: Int32Array, service: Service, stepMs: number): Outcome {
  const { min, max } = service
  const minutes = Math.round(stepMs / MINUTE_MS)
  const startup = Math.ceil(service.startupMs / MINUTE_MS)
  const total = load.length * minutes
  const loadAt = (minute: number) => between(load, minute / minutes)
  const first = Math.min(max, Math.max(min, floors[0] ?? min, replicasFor(load[0] ?? 0, service)))
  const ordered = new Int32Array(total)
  const recommended = new Int32Array(total)
  const tally = emptyTally(load.length)
  let before = first
  for (let t = 0; t < total; t++) {
    const asked = t === 0 ? first : ordered[t - 1]!
    recommended[t] = recommendation(loadAt(Math.max(0, t - 1)), before, asked, service)
    const most = recommended.subarray(Math.max(0, t - STABILISATION_MINUTES + 1), t + 1)
    const wanted = recommended[t]! >= asked ? recommended[t]! : Math.min(asked, Math.max(...most))
    const slot = Math.floor(t / minutes)
    ordered[t] = Math.min(max, Math.max(min, floors[slot]!, wanted))
    // A replica serves once it has started; one that is no longer asked for goes at once.
    const arrived = t < startup ? first : ordered[t - startup]!
    const ready = Math.min(ordered[t]!, Math.max(arrived, Math.min(before, ordered[t]!)))
    count(tally, slot, loadAt(t), ready, service)
    before = ready
  }
  return outcomeOf(tally)
}

/** Scaled to nothing there is no load a replica to measure: what wakes it sees the load itself. */
function recommendation(load: number, ready: number, asked: number, service: Service): number {
  if (ready === 0) return replicasFor(load, service)
  const ratio = load / ready / (service.perReplica * service.utilisation)
  return Math.abs(ratio - 1) <= TOLERANCE ? asked : Math.ceil(ready * ratio - 1e-9)
}

/** The value at a place between slots; level after the last. */
function between(values: Float64Array, place: number): number {
  const left = Math.floor(place)
  const from = values[left]!
  return from + ((values[left + 1] ?? from) - from) * (place - left)
}

interface Tally {
  readonly ready: Int32Array
  have: number
  need: number
  short: number
  lost: number
  load: number
}

function emptyTally(slots: number): Tally {
  return { ready: new Int32Array(slots).fill(2 ** 31 - 1), have: 0, need: 0, short: 0, lost: 0, load: 0 }
}

function count(tally: Tally, slot: number, load: number, ready: number, service: Service): void {
  tally.ready[slot] = Math.min(tally.ready[slot]!, ready)
  tally.have += ready
  tally.need += Math.max(1, replicasFor(load, service))
  tally.load += load
  const over = load - ready * service.perReplica
  if (over <= 0) return
  tally.short++
  tally.lost += over
}

function outcomeOf({ ready, have, need, short, lost, load }: Tally): Outcome {
  return {
    ready,
    replicaHours: have / 60,
    shortMinutes: short,
    lostShare: load > 0 ? lost / load : 0,
    excess: need > 0 ? have / need - 1 : 0,
  }
}
