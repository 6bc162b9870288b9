/** How load becomes replicas. */
export interface Capacity {
  /** Load one replica carries while the latency objective holds, in the units of the history. */
  readonly perReplica: number
  /** Share of that a replica is planned to carry, 0..1: room for an uneven spread. */
  readonly utilisation: number
}

/** Replicas that carry a load. Whole ones; none for no load. */
export function replicasFor(load: number, { perReplica, utilisation }: Capacity): number {
  // A load that fits but for rounding noise in the last digits needs no further replica.
  return Math.ceil(load / (perReplica * utilisation) - 1e-9)
}
