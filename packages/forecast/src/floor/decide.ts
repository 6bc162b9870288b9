import type { FloorLease } from './lease.ts'

/** What a target says of itself. */
export interface FloorState {
  /** Replicas below which it does not go now. */
  readonly floor: number
  /** Replicas the target itself never exceeds. */
  readonly most?: number
  /** Replicas its autoscaler asks for now. */
  readonly asked?: number
  readonly lease?: FloorLease
  /**
   * `floor`: an autoscaler stands above it. `count`: the number is the replicas themselves, and writing a lower one
   * takes them away.
   */
  readonly meaning: 'floor' | 'count'
}

/** What to write, with the reason for people; `lease` absent: take ours away. */
export type FloorMove =
  | { readonly kind: 'keep'; readonly why: string }
  | { readonly kind: 'set'; readonly floor: number; readonly lease?: FloorLease; readonly why: string }

/**
 * The next floor of a target. Never below what people set, nor below what an autoscaler asks for where the number is
 * the replicas themselves, nor above what the target permits.
 * @param planned replicas the plan asks for now
 * @param ttlMs how long the floor stands if nobody renews it
 */
export function nextFloor(state: FloorState, planned: number, now: number, ttlMs: number): FloorMove {
  const base = baseOf(state)
  const least = state.meaning === 'count' ? Math.max(base, state.asked ?? 0) : base
  const floor = Math.min(state.most ?? Infinity, Math.max(least, planned))
  if (floor <= base) return released(state, base, `the plan needs ${planned}, and ${base} always stand`)
  const lease: FloorLease = { planned: floor, base, until: now + ttlMs }
  const renewed = state.lease !== undefined && state.lease.until - now > ttlMs / 2
  // Half of the time may pass before it is written again: each write is an event in the cluster, or a commit.
  if (state.floor === floor && state.lease?.planned === floor && renewed) {
    return { kind: 'keep', why: `${floor} stand already` }
  }
  const change = floor === state.floor ? `renews ${floor}` : `${state.floor} -> ${floor}`
  return { kind: 'set', floor, lease, why: change }
}

/** What to do with a floor nobody renewed: take it away. A live one is left alone. */
export function staleFloor(state: FloorState, now: number): FloorMove {
  if (state.lease === undefined) return { kind: 'keep', why: 'nothing of ours stands here' }
  if (state.lease.until > now) {
    return { kind: 'keep', why: `stands until ${new Date(state.lease.until).toISOString()}` }
  }
  return released(state, baseOf(state), 'it ran out and nobody renewed it')
}

/** Somebody who changed the number since has the say: their value is the new base. */
function baseOf({ floor, lease }: FloorState): number {
  return lease !== undefined && lease.planned === floor ? lease.base : floor
}

function released(state: FloorState, base: number, why: string): FloorMove {
  if (state.lease === undefined) return { kind: 'keep', why }
  const floor = state.meaning === 'count' ? Math.max(base, state.asked ?? 0) : base
  return { kind: 'set', floor, why: `${state.floor} -> ${floor}: ${why}` }
}
