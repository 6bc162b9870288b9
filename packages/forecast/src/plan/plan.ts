import { type Capacity, replicasFor } from '../capacity/demand.ts'

/** What a plan must keep to. */
export interface Limits {
  readonly min: number
  readonly max: number
  /** Slots from asking for a replica until it serves. */
  readonly leadSlots: number
  /** Slots until somebody plans again: what is asked for now must hold until then. */
  readonly holdSlots: number
  /** Replicas that may be added or taken away within one slot; may be a fraction, Infinity for no limit. */
  readonly upPerSlot: number
  readonly downPerSlot: number
}

export interface Plan {
  /** Replicas to ask for, a slot. */
  readonly replicas: Int32Array
  /** Slots where the bound needs more than `max`. */
  readonly capped: number
  /** The most the bound ever needs, were there no `max`. */
  readonly needed: number
}

/**
 * Replicas to ask for so that the upper bound of the load is carried: each slot asks for what is needed from then until
 * a replica asked for at the next planning could serve. A rise faster than the ramp allows is begun earlier, a fall is
 * slowed down.
 * @param upper upper bound of load a slot
 */
export function planOf(upper: Float64Array, capacity: Capacity, limits: Limits): Plan {
  const { min, max, leadSlots, holdSlots, upPerSlot, downPerSlot } = limits
  const needs = Array.from(upper, (load) => replicasFor(load, capacity))
  const reach = leadSlots + holdSlots
  const wanted = needs.map((_, t) => {
    let most = min
    for (let ahead = t; ahead <= Math.min(needs.length - 1, t + reach); ahead++) {
      most = Math.max(most, needs[ahead]!)
    }
    return Math.min(max, most)
  })
  for (let t = wanted.length - 2; t >= 0; t--) wanted[t] = Math.max(wanted[t]!, wanted[t + 1]! - upPerSlot)
  for (let t = 1; t < wanted.length; t++) wanted[t] = Math.max(wanted[t]!, wanted[t - 1]! - downPerSlot)
  return {
    replicas: Int32Array.from(wanted, (value) => Math.ceil(value - 1e-9)),
    capped: needs.filter((need) => need > max).length,
    needed: Math.max(0, ...needs),
  }
}
